import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type {
  Case,
  CaseCounter,
  CaseEntry,
  CaseExternal,
  CaseLink,
  CaseList,
  CaseNumber,
  ContactCase,
} from '#domain/cases/case.ts'
import { type CaseId, encodeNumber, type WorkspaceId } from '#domain/ids.ts'
import { declareRecord, getRecord, getRecords, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Key, Keys, Table } from './table.ts'

const casePartition = (workspace: WorkspaceId, id: CaseId): string => `${workspace}#case#${id}`

const caseKey = ({ workspace, id }: Pick<Case, 'workspace' | 'id'>): Key => ({
  pk: casePartition(workspace, id),
  sk: 'case',
})

/** The index lists what is not done by assignee, and what is done; newest activity first. */
const caseKeys = (one: Case): Keys => ({
  ...caseKey(one),
  gsi1pk: listPartition(one.workspace, one.state === 'done' ? 'done' : { of: one.assignee ?? 'nobody' }),
  gsi1sk: encodeNumber(one.lastActivityAt, 10) + one.id,
})

const listPartition = (workspace: WorkspaceId, list: CaseList): string =>
  list === 'done' ? `${workspace}#cases#done` : `${workspace}#cases#open#${list.of}`

const entryKeys = ({ workspace, caseId, id }: Pick<CaseEntry, 'workspace' | 'caseId' | 'id'>): Key => ({
  pk: casePartition(workspace, caseId),
  sk: `entry#${id}`,
})

const numberKeys = ({ workspace, number }: Pick<CaseNumber, 'workspace' | 'number'>): Key => ({
  pk: `${workspace}#case_number#${number.toLowerCase()}`,
  sk: 'case_number',
})

const counterKeys = ({ workspace }: Pick<CaseCounter, 'workspace'>): Key => ({
  pk: `${workspace}#cases`,
  sk: 'counter',
})

const externalKeys = (of: Pick<CaseExternal, 'workspace' | 'system' | 'externalId'>): Key => ({
  pk: `${of.workspace}#case_external#${of.system}#${of.externalId}`,
  sk: 'case_external',
})

const linkKeys = ({ code }: Pick<CaseLink, 'code'>): Key => ({ pk: `link#${code}`, sk: 'case_link' })

const contactPartition = ({ workspace, contactId }: Pick<ContactCase, 'workspace' | 'contactId'>): string =>
  `${workspace}#contact#${contactId}`

const contactCaseKeys = (of: ContactCase): Key => ({
  pk: contactPartition(of),
  sk: `case#${of.caseId}`,
})

export const caseRecord = declareRecord({
  kind: 'case',
  place: {
    pk: '<workspace>#case#<id>',
    sk: 'case',
    index: '`<workspace>#cases#open#<assignee>`, or `#nobody`, or `<workspace>#cases#done`, by last activity',
  },
  keys: caseKeys,
  personal: ['phone', 'subject', 'fields', 'input', 'external.id'],
  schema: () =>
    recordOf('case', {
      id: ids.case(),
      number: z.string(),
      type: z.enum(['ticket', 'opportunity', 'task']),
      subject: z.string(),
      status: z.optional(z.string()),
      state: z.enum(['open', 'waiting', 'done']),
      contactId: ids.contact(),
      phone: z.string(),
      numberId: z.optional(ids.number()),
      assignee: z.optional(ids.agent()),
      teamId: z.optional(ids.team()),
      external: z.optional(stored({ system: z.string(), id: z.string() })),
      templateId: z.optional(ids.template()),
      input: z.optional(z.record(z.string(), z.string())),
      fields: z.record(z.string(), z.string()),
      dueAt: z.optional(z.number()),
      openedAt: z.number(),
      resolvedAt: z.optional(z.number()),
      lastActivityAt: z.number(),
      attachments: z.optional(z.array(ids.message())),
      linkCode: z.optional(z.string()),
      linkRevoked: z.optional(z.literal(true)),
      woken: z.optional(
        stored({
          by: ids.message(),
          from: z.enum(['waiting', 'done']),
          resolvedAt: z.optional(z.number()),
        }),
      ),
      by: z.optional(
        stored({ kind: z.enum(['agent', 'program', 'workflow', 'customer']), id: z.optional(z.string()) }),
      ),
    }),
})

export const caseEntryRecord = declareRecord({
  kind: 'case_entry',
  place: { pk: '<workspace>#case#<caseId>', sk: 'entry#<id>' },
  keys: entryKeys,
  personal: ['body', 'byName', 'changes.*.from', 'changes.*.to', 'moves.*.byName'],
  schema: () => z.discriminatedUnion('type', [textEntry(), commentEntry(), changeEntry(), noticeEntry()]),
})

const entryFacts = () => ({ caseId: ids.case(), id: ids.caseEntry(), at: z.number() })

const textEntry = () =>
  recordOf('case_entry', {
    ...entryFacts(),
    type: z.literal('text'),
    messageId: ids.message(),
    direction: z.enum(['inbound', 'outbound']),
    conversationId: z.optional(ids.conversation()),
    moves: z.optional(z.array(move())),
    gone: z.optional(z.literal(true)),
    internal: z.optional(z.literal(true)),
  })

const move = () =>
  stored({
    at: z.number(),
    by: z.string(),
    byName: z.optional(z.string()),
    from: z.optional(ids.case()),
    to: z.optional(ids.case()),
  })

const commentEntry = () =>
  recordOf('case_entry', {
    ...entryFacts(),
    type: z.literal('comment'),
    body: z.string(),
    public: z.boolean(),
    by: z.string(),
    byName: z.optional(z.string()),
  })

const changeEntry = () =>
  recordOf('case_entry', {
    ...entryFacts(),
    type: z.literal('change'),
    changes: z.array(stored({ field: z.string(), from: z.optional(z.string()), to: z.optional(z.string()) })),
    by: z.optional(z.string()),
    byName: z.optional(z.string()),
  })

const noticeEntry = () =>
  recordOf('case_entry', {
    ...entryFacts(),
    type: z.literal('notice'),
    event: z.enum(['created', 'status', 'done']),
    sms: z.optional(notice(ids.message())),
    email: z.optional(notice(ids.email())),
    by: z.string(),
    byName: z.optional(z.string()),
  })

const notice = <Id extends z.ZodMiniType<string, string>>(id: Id) =>
  z.discriminatedUnion('state', [
    stored({ templateId: ids.template(), state: z.literal('waiting') }),
    stored({
      templateId: ids.template(),
      state: z.literal('sent'),
      id,
    }),
    stored({
      templateId: ids.template(),
      state: z.literal('not_sent'),
      code: z.string(),
      detail: z.string(),
    }),
  ])

export const caseNumberRecord = declareRecord({
  kind: 'case_number',
  place: { pk: '<workspace>#case_number#<number>', sk: 'case_number' },
  keys: numberKeys,
  personal: [],
  schema: () => recordOf('case_number', { number: z.string(), caseId: ids.case() }),
})

export const caseCounterRecord = declareRecord({
  kind: 'case_counter',
  place: { pk: '<workspace>#cases', sk: 'counter' },
  keys: counterKeys,
  personal: [],
  schema: () => recordOf('case_counter', { last: z.number() }),
})

export const caseExternalRecord = declareRecord({
  kind: 'case_external',
  place: { pk: '<workspace>#case_external#<system>#<externalId>', sk: 'case_external' },
  keys: externalKeys,
  personal: ['externalId'],
  schema: () => recordOf('case_external', { system: z.string(), externalId: z.string(), caseId: ids.case() }),
})

export const caseLinkRecord = declareRecord({
  kind: 'case_link',
  place: { pk: 'link#<code>', sk: 'case_link' },
  keys: linkKeys,
  personal: [],
  schema: () => recordOf('case_link', { code: z.string(), caseId: ids.case() }),
})

export const contactCaseRecord = declareRecord({
  kind: 'contact_case',
  place: { pk: '<workspace>#contact#<contactId>', sk: 'case#<caseId>' },
  keys: contactCaseKeys,
  personal: ['phone'],
  schema: () =>
    recordOf('contact_case', {
      contactId: ids.contact(),
      caseId: ids.case(),
      phone: z.string(),
      done: z.optional(z.literal(true)),
    }),
})

export const caseStore = (table: Table): App['cases'] => ({
  get: (workspace, id, reading) => getRecord(table, [caseRecord], caseKey({ workspace, id }), reading),
  many: (workspace, ids) =>
    getRecords(
      table,
      [caseRecord],
      ids.map((id) => caseKey({ workspace, id })),
    ),
  list: (workspace, list, { limit, from }) =>
    queryRecords(table, [caseRecord], {
      index: true,
      partition: listPartition(workspace, list),
      to: from,
      limit,
      newestFirst: true,
    }),
  ofContact: (workspace, contactId, { limit, from = 'case#~' }, reading) =>
    queryRecords(table, [contactCaseRecord], {
      partition: contactPartition({ workspace, contactId }),
      from: 'case#',
      to: from,
      limit,
      newestFirst: true,
      reading,
    }),
  contactCase: ({ workspace, contactId, id }) =>
    getRecord(
      table,
      [contactCaseRecord],
      { pk: contactPartition({ workspace, contactId }), sk: `case#${id}` },
      'fresh',
    ),
  byNumber: (workspace, number) =>
    getRecord(table, [caseNumberRecord], numberKeys({ workspace, number }), 'fresh'),
  byExternal: (workspace, { system, id: externalId }) =>
    getRecord(table, [caseExternalRecord], externalKeys({ workspace, system, externalId }), 'fresh'),
  counter: (workspace) => getRecord(table, [caseCounterRecord], counterKeys({ workspace }), 'fresh'),
  link: (code) => getRecord(table, [caseLinkRecord], linkKeys({ code }), 'fresh'),
  entry: (workspace, caseId, id) =>
    getRecord(table, [caseEntryRecord], entryKeys({ workspace, caseId, id }), 'fresh'),
  entries: (workspace, caseId, { limit, from = 'entry#~', reading }) =>
    queryRecords(table, [caseEntryRecord], {
      partition: casePartition(workspace, caseId),
      from: 'entry#',
      to: from,
      limit,
      newestFirst: true,
      reading,
    }),
})
