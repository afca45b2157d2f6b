import type { Removal, StoredRecord } from '../app.ts'
import type { Settings } from '../settings/settings.ts'
import type { Contact } from './contact.ts'
import { type ContactTerm, termEntries } from './contact-index.ts'

/** The contact, saying by what it is found from now on: its name, its e-mails and the attributes that the workspace searches. */
export const findable = (
  contact: Contact,
  { searchableAttributes }: Pick<Settings, 'searchableAttributes'>,
): Contact => {
  const { termKeys: _, ...facts } = contact
  const termKeys = searchableAttributes.filter((key) => Object.hasOwn(contact.attributes, key))
  return { ...facts, termForm: 'plain', ...(termKeys.length > 0 && { termKeys }) }
}

/**
 * A contact to write, together with the terms that find it and those that no longer do. `before`: as it was read; its terms may
 * be of an earlier form.
 */
export const contactChanges = (before: Contact | undefined, after: Contact): (StoredRecord | Removal)[] => {
  const had = before ? termEntries(before) : []
  const has = termEntries(after)
  return [after, ...without(has, had), ...without(had, has).map((entry) => ({ remove: asWritten(entry) }))]
}

const without = (entries: ContactTerm[], others: ContactTerm[]): ContactTerm[] => {
  const known = new Set(others.map(({ term }) => term))
  return entries.filter(({ term }) => !known.has(term))
}

/** An entry is written once and never changed. */
const asWritten = (entry: ContactTerm): ContactTerm => ({ ...entry, version: 1 })
