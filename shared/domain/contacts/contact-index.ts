import type { ContactId, WorkspaceId } from '../ids.ts'
import type { Contact } from './contact.ts'

/** What finds a contact: written and taken away with it. */
export type ContactIndexEntry = ContactTerm | ContactExternalId

/** The beginning of an e-mail, or of a name from one of its words on, as people search for it. */
export type ContactTerm = {
  kind: 'contact_term'
  workspace: WorkspaceId
  contactId: ContactId
  term: string
  version: number
}

/** Says whose an external id is. */
export type ContactExternalId = {
  kind: 'contact_external_id'
  workspace: WorkspaceId
  contactId: ContactId
  system: string
  externalId: string
  /** Keeps the id for one contact. Missing where it was written before ids were unique: several contacts may have it then. */
  unique?: true
  version: number
}

const longestTerm = 60
const mostWords = 5

/** Without case, accents and double spaces: "  José  Núñez" is found as "jose nunez". */
export const searchTerm = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, longestTerm)
    .toWellFormed()

/** "Ana Maria Silva" is found by "ana m", "maria" and "silva". Sorted, each once. */
export const searchTerms = ({ name = '', emails }: Pick<Contact, 'name' | 'emails'>): string[] => {
  const words = name.trim().split(/\s+/).slice(0, mostWords)
  const fromWords = words.map((_, i) => name.trim().split(/\s+/).slice(i).join(' '))
  const terms = [...fromWords, ...emails].map(searchTerm).filter((term) => term !== '')
  return [...new Set(terms)].sort()
}

/** The terms that find a contact now; one that was merged into another has none. */
export const termEntries = (contact: Contact): ContactTerm[] => {
  if (contact.mergedInto) return []
  const { workspace, id: contactId } = contact
  return searchTerms(contact).map((term) => ({
    kind: 'contact_term',
    workspace,
    contactId,
    term,
    version: 0,
  }))
}
