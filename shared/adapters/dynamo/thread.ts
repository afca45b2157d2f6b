import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { fromTheEnd, writingsOf } from '#domain/phones/national-writings.ts'
import { ofOnePhone, type Thread } from '#domain/threads/thread.ts'
import { addedLater, renamed } from './older.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Key, Keys, Table } from './table.ts'

/** A thread is found by its phone; its entries live in a partition of their own (entryPartition). */
export const threadKeys = ({ workspace, phone }: Pick<Thread, 'workspace' | 'phone'>): Key => ({
  pk: `${workspace}#phone#${phone}`,
  sk: 'thread',
})

/** The index of keys finds whose phone ends in some digits. It costs nothing where a thread is written again. */
const indexedThreadKeys = (thread: Thread): Keys => {
  const digits = fromTheEnd(thread.phone)
  const index = { gsi2pk: phonesPartition(thread.workspace), gsi2sk: `${digits}#${thread.contactId}` }
  return { ...threadKeys(thread), ...(digits && index) }
}

export const phonesPartition = (workspace: WorkspaceId): string => `${workspace}#phones`

export const threadRecord = declareRecord({
  kind: 'thread',
  place: {
    pk: '<workspace>#phone#<phone>',
    sk: 'thread',
    index: 'in `gsi2`: `<workspace>#phones`, by the digits from the last one on',
  },
  keys: indexedThreadKeys,
  personal: ['phone', 'flags.name', 'cases.*.subject'],
  older: [addedLater({ consents: {}, writtenTo: [] }), renamed('loose', 'unanswered')],
  schema: () =>
    recordOf('thread', {
      phone: z.string(),
      ref: z.string(),
      contactId: ids.contact(),
      heads: z.array(
        stored({
          conversationId: ids.conversation(),
          numberId: ids.number(),
          closedAt: z.optional(z.number()),
        }),
      ),
      unanswered: z.array(
        stored({
          messageId: ids.message(),
          numberId: ids.number(),
          at: z.number(),
          caseId: z.optional(ids.case()),
        }),
      ),
      flags: stored({
        smsEnabled: z.boolean(),
        doNotContact: z.boolean(),
        enrolled: z.boolean(),
        noMobile: z.optional(z.enum(['work', 'home', 'other', 'several'])),
        zone: z.optional(z.string()),
        name: z.optional(z.string()),
      }),
      consents: consents(),
      consentUnknown: z.optional(z.literal(true)),
      review: z.optional(stored({ messageId: ids.message(), dueAt: z.number() })),
      optInAsked: z.optional(
        stored({
          scope: consentScope(),
          at: z.number(),
          widget: z.optional(stored({ id: ids.widget(), page: z.string(), messageId: ids.message() })),
        }),
      ),
      stopRequestedUntil: z.optional(z.number()),
      writtenTo: z.array(ids.number()),
      closedAnswered: z.optional(z.partialRecord(ids.number(), z.number())),
      notices: z.optional(z.partialRecord(ids.number(), z.number())),
      answers: z.optional(z.array(stored({ kind: z.enum(answerKinds), at: z.number() }))),
      campaignTexts: z.optional(z.array(stored({ messageId: ids.message(), at: z.number() }))),
      cases: z.optional(z.array(threadCase())),
      caseQuestion: z.optional(
        stored({
          at: z.number(),
          caseIds: z.array(ids.case()),
          messageId: ids.message(),
          answered: z.optional(z.literal(true)),
        }),
      ),
      sending: z.optional(stored({ token: z.string(), ...part(), until: z.number() })),
      slot: z.optional(
        stored({
          ...part(),
          at: z.number(),
          reservedAt: z.optional(z.number()),
          dayIsFull: z.optional(z.literal(true)),
        }),
      ),
      counted: z.optional(stored({ ...part(), day: z.string() })),
      lastTemplate: z.optional(stored({ id: ids.template(), numberId: ids.number(), at: z.number() })),
      charged: z.optional(stored({ ...part(), included: z.number(), packs: z.number(), month: z.string() })),
    }),
})

const answerKinds = [
  'welcome',
  'optOut',
  'optIn',
  'help',
  'optInQuestion',
  'afterHours',
  'caseQuestion',
] as const

export const consentScope = () => z.union([z.literal('workspace'), ids.number()])

export const consentSource = () => z.enum(['customer', 'agent', 'api', 'carrier', 'deadline', 'import'])

export const consents = () => z.partialRecord(consentScope(), consent())

const consent = () =>
  stored({
    state: z.enum(['opted_in', 'opted_out']),
    at: z.number(),
    source: consentSource(),
    expiresAt: z.optional(z.number()),
    undoesOptOut: z.optional(z.literal(true)),
  })

const threadCase = () =>
  stored({
    id: ids.case(),
    number: z.string(),
    subject: z.string(),
    numberId: z.optional(ids.number()),
    lastTextId: z.optional(ids.message()),
    lastTextAt: z.optional(z.number()),
    done: z.optional(z.literal(true)),
  })

const part = () => ({ messageId: ids.message(), part: z.number() })

export const threadStore = (table: Table): App['threads'] => ({
  byPhone: async (workspace, phone, reading) => {
    const found = await Promise.all(
      writingsOf(phone).map((writing) =>
        getRecord(table, [threadRecord], threadKeys({ workspace, phone: writing }), reading),
      ),
    )
    return ofOnePhone(found.filter((thread) => thread !== undefined))
  },
})
