import type { Removal, StoredRecord } from '../app.ts'
import type { Contact } from './contact.ts'
import { type ContactIndexEntry, indexEntries } from './contact-index.ts'

/** A contact to write, together with the entries of the index that come and go. `before`: as it was read. */
export const contactChanges = (before: Contact | undefined, after: Contact): (StoredRecord | Removal)[] => {
  const had = before ? indexEntries(before) : []
  const has = indexEntries(after)
  return [
    after,
    ...without(has, had),
    ...without(had, has).map((entry) => ({ remove: { ...entry, version: 1 } })),
  ]
}

const without = (entries: ContactIndexEntry[], others: ContactIndexEntry[]) => {
  const known = new Set(others.map(nameOf))
  return entries.filter((entry) => !known.has(nameOf(entry)))
}

const nameOf = (entry: ContactIndexEntry): string =>
  entry.kind === 'contact_term' ? `term ${entry.term}` : `id ${entry.system}:${entry.externalId}`
