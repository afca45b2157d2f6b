import type { App } from '#domain/app.ts'
import type { Contact } from '#domain/contacts/contact.ts'
import type { ContactExternalId, ContactTerm } from '#domain/contacts/contact-index.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

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
export const contactTermKeys = (entry: Pick<ContactTerm, 'workspace' | 'term' | 'contactId'>): Keys => ({
  pk: `${entry.workspace}#contact_terms`,
  sk: `${entry.term}#${entry.contactId}`,
})

/** One record for each id, so that a conditional write keeps it for one contact; older records stand beside each other. */
export const contactExternalIdKeys = (
  entry: Pick<ContactExternalId, 'workspace' | 'system' | 'externalId' | 'contactId' | 'unique'>,
): Keys => ({
  pk: externalIdPartition(entry),
  sk: entry.unique ? 'contact_external_id' : entry.contactId,
})

const externalIdPartition = (entry: Pick<ContactExternalId, 'workspace' | 'system' | 'externalId'>) =>
  `${entry.workspace}#contact_external_id#${entry.system}#${entry.externalId}`

/** More than one only among those that were written before ids were unique. */
const mostOwners = 100

/** Sorts after every text that begins with what is before it. */
const last = '\u{10ffff}'

export const contactStore = (table: Table): App['contacts'] => ({
  get: (workspace, id, reading) => getRecord(table, 'contact', contactKeys({ workspace, id }), reading),
  list: (workspace, { limit, from }) =>
    queryRecords(table, 'contact', {
      index: true,
      partition: `${workspace}#contacts`,
      to: from,
      limit,
      newestFirst: true,
    }),
  terms: async (workspace, prefix, { limit, from = prefix }) =>
    from.startsWith(prefix)
      ? queryRecords(table, 'contact_term', {
          partition: `${workspace}#contact_terms`,
          from,
          to: prefix + last,
          limit,
        })
      : [],
  byExternalId: async (workspace, { system, id: externalId }, reading) => {
    const partition = externalIdPartition({ workspace, system, externalId })
    const found = await queryRecords(table, 'contact_external_id', { partition, limit: mostOwners, reading })
    return found.map(({ record }) => record)
  },
})
