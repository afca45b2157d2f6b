import { invisible } from '#contract/api/blank.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import type { Contact } from './contact.ts'

/** What finds a contact: written and taken away with it. */
export type ContactIndexEntry = ContactTerm | ContactExternalId

/** The beginning of an e-mail or attribute, or of a name from one of its words on, as people search for it. */
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
const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, longestTerm)
    .toWellFormed()

/** Apostrophes, quotation marks and dashes as keyboards have them, whatever phones and word processors make of them; no invisible signs. */
const withPlainSigns = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(/[\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018-\u201b\u2032\u2035\ua78c\uff07]/g, "'")
    .replace(/[\u00ab\u00bb\u02ba\u201c-\u201f\u2033\u2036\u301d-\u301f\uff02]/g, '"')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\u2800/g, ' ')

/**
 * What a search looks for: "O’Neil" and "O'Neil" are one. Where a sign may have been typed otherwise, also what finds
 * contacts that were indexed before signs were made plain: as typed here, and as phones type it.
 */
export const searchTermsOf = (query: string): string[] => {
  const plain = withPlainSigns(query)
  const terms = [plain, query, plain.replaceAll("'", '\u2019')].map(foldLetters)
  return [...new Set(terms)].filter((term) => term !== '')
}

/** "Ana Maria Silva" is found by "ana m", "maria" and "silva"; e-mails and attributes by their beginning. Sorted, each once. */
export const searchTerms = ({
  name = '',
  emails,
  attributes,
  termForm,
  termKeys = [],
}: Pick<Contact, 'name' | 'emails' | 'attributes' | 'termForm' | 'termKeys'>): string[] => {
  const signs = termForm === 'plain' ? withPlainSigns : (text: string) => text
  const words = signs(name).trim().split(/\s+/)
  const fromWords = words.slice(0, mostWords).map((_, i) => words.slice(i).join(' '))
  const values = termKeys.flatMap((key) => attributes[key] ?? [])
  const terms = [...fromWords, ...[...emails, ...values].map(signs)]
    .map(foldLetters)
    .filter((term) => term !== '')
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
