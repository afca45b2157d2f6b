import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Contact } from '#domain/contacts/contact.ts'
import type { ContactExternalId, ContactTerm } from '#domain/contacts/contact-index.ts'
import type { ContactId } from '#domain/ids.ts'
import { declareRecord, getRecord, getRecords, queryOrders, queryRecords } from './record.ts'
import { causeShape, ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'
import { consents, phonesPartition } from './thread.ts'

/** The index lists the contacts of a workspace; one that was merged into another is read by its id only. */
export const contactKeys = ({
  workspace,
  id,
  mergedInto,
}: Pick<Contact, 'workspace' | 'id' | 'mergedInto'>): Keys => ({
  pk: `${workspace}#contact#${id}`,
  sk: 'contact',
  ...(!mergedInto && { gsi1pk: `${workspace}#contacts`, gsi1sk: id }),
})

/** Sorted by what people type; kept in the table itself, which costs half of an entry in its index. */
const contactTermKeys = (entry: Pick<ContactTerm, 'workspace' | 'term' | 'contactId'>): Keys => ({
  pk: `${entry.workspace}#contact_terms`,
  sk: `${entry.term}#${entry.contactId}`,
})

/** One record for each id, so that a conditional write keeps it for one contact; older records stand beside each other. */
const contactExternalIdKeys = (
  entry: Pick<ContactExternalId, 'workspace' | 'system' | 'externalId' | 'contactId' | 'unique'>,
): Keys => ({
  pk: externalIdPartition(entry),
  sk: entry.unique ? 'contact_external_id' : entry.contactId,
})

const externalIdPartition = (entry: Pick<ContactExternalId, 'workspace' | 'system' | 'externalId'>) =>
  `${entry.workspace}#contact_external_id#${entry.system}#${entry.externalId}`

export const contactRecord = declareRecord({
  kind: 'contact',
  place: {
    pk: '<workspace>#contact#<id>',
    sk: 'contact',
    index: '`<workspace>#contacts`, by id; not when merged into another',
  },
  keys: contactKeys,
  personal: [
    ...(['name', 'emails', 'phones.*.phone', 'attributes', 'metadata', 'externalIds'] as const),
    ...(['enrolments.*.play', 'termKeys'] as const),
  ],
  schema: () =>
    recordOf('contact', {
      id: ids.contact(),
      name: z.optional(z.string()),
      emails: z.array(z.string()),
      phones: z.array(
        stored({
          phone: z.string(),
          type: z.enum(['mobile', 'work', 'home', 'other']),
          consents: z.optional(consents()),
        }),
      ),
      attributes: z.record(z.string(), z.string()),
      metadata: z.optional(z.record(z.string(), z.string())),
      externalIds: z.record(z.string(), z.string()),
      smsEnabled: z.boolean(),
      doNotContact: z.boolean(),
      refusals: z.optional(
        z.array(stored({ source: z.string(), since: z.number(), by: z.optional(z.string()) })),
      ),
      enrolled: z.boolean(),
      enrolments: z.optional(
        z.array(stored({ system: z.string(), play: z.optional(z.string()), since: z.number() })),
      ),
      zone: z.optional(z.string()),
      mergedInto: z.optional(ids.contact()),
      termForm: z.optional(z.literal('plain')),
      termKeys: z.optional(z.array(z.string())),
      imported: z.optional(
        stored({ jobId: ids.job(), rows: z.array(z.number()), made: z.optional(z.literal(true)) }),
      ),
      changedBy: z.optional(stored(causeShape())),
      createdAt: z.number(),
    }),
})

export const contactTermRecord = declareRecord({
  kind: 'contact_term',
  place: { pk: '<workspace>#contact_terms', sk: '<term>#<contactId>' },
  keys: contactTermKeys,
  personal: ['term'],
  schema: () => recordOf('contact_term', { contactId: ids.contact(), term: z.string() }),
})

export const contactExternalIdRecord = declareRecord({
  kind: 'contact_external_id',
  place: { pk: '<workspace>#contact_external_id#<system>#<externalId>', sk: 'contact_external_id' },
  keys: contactExternalIdKeys,
  personal: ['externalId'],
  schema: () =>
    recordOf('contact_external_id', {
      contactId: ids.contact(),
      system: z.string(),
      externalId: z.string(),
      unique: z.optional(z.literal(true)),
    }),
})

/** More than one only among those that were written before ids were unique. */
const mostOwners = 100

/** `<digits>#<contactId>` of a thread in the index of keys. */
const parsePhoneOrder = (order: string) => {
  const [digits = '', contactId] = order.split('#')
  return { digits, contactId: contactId as ContactId }
}

/** Sorts after every text that begins with what is before it. */
const last = '\u{10ffff}'

export const contactStore = (table: Table): App['contacts'] => ({
  get: (workspace, id, reading) => getRecord(table, [contactRecord], contactKeys({ workspace, id }), reading),
  many: (workspace, ids) =>
    getRecords(
      table,
      [contactRecord],
      ids.map((id) => contactKeys({ workspace, id })),
    ),
  list: (workspace, { limit, from }) =>
    queryRecords(table, [contactRecord], {
      index: true,
      partition: `${workspace}#contacts`,
      to: from,
      limit,
      newestFirst: true,
    }),
  terms: async (workspace, prefix, { limit, from = prefix }) =>
    from.startsWith(prefix)
      ? queryRecords(table, [contactTermRecord], {
          partition: `${workspace}#contact_terms`,
          from,
          to: prefix + last,
          limit,
        })
      : [],
  phonesEnding: async (workspace, digits, { limit, from = digits }) => {
    if (!from.startsWith(digits)) return []
    const query = { partition: phonesPartition(workspace), from, to: digits + last, limit }
    const orders = await queryOrders(table, query)
    return orders.map((order) => ({ record: parsePhoneOrder(order), order }))
  },
  byExternalId: async (workspace, { system, id: externalId }, reading) => {
    const partition = externalIdPartition({ workspace, system, externalId })
    const query = { partition, limit: mostOwners, reading }
    const found = await queryRecords(table, [contactExternalIdRecord], query)
    return found.map(({ record }) => record)
  },
})
