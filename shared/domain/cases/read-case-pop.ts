import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Contact } from '../contacts/contact.ts'
import { findContacts } from '../contacts/find-contacts.ts'
import { loadContact } from '../contacts/load-contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { readConversation } from '../conversations/read-conversation.ts'
import type { ContactId, ConversationId, WorkspaceId } from '../ids.ts'
import { type Address, writingsOf } from '../phones/phone.ts'
import type { Settings } from '../settings/settings.ts'
import type { Case } from './case.ts'

type Needs = Pick<App, 'cases' | 'contacts' | 'conversations' | 'cursors' | 'settings' | 'threads'>

/** What whoever answers a customer sees of them [S1]. `pops`: whether the settings want it to be shown unasked. */
export type CasePop = {
  conversation: Conversation
  contact: Contact
  /** Those that are not done, newest activity first. */
  cases: Case[]
  /** Whom an unknown customer may be. */
  candidates: Contact[]
  pops: boolean
  settings: Settings
}

/** How many cases of a contact are looked at, and how many of those that are not done are shown. */
const lookedAt = 50
const shownCases = 20
const shownCandidates = 5

/**
 * The open cases of the customer of a conversation; of one who is nothing but a phone also the contacts whose searchable
 * attributes have that phone in some writing. Throws `forbidden`, `not_found`.
 */
export const readCasePop = async (app: Needs, principal: Principal, id: ConversationId): Promise<CasePop> => {
  const conversation = await readConversation(app, principal, id)
  const { workspace, contactId, phone } = conversation
  const [contact, settings] = await Promise.all([
    loadContact(app, workspace, contactId),
    app.settings.get(workspace),
  ])
  const isSearched = contact.name === undefined && settings.searchableAttributes.length > 0
  const [cases, candidates] = await Promise.all([
    openCasesOf(app, workspace, contact.id),
    isSearched ? candidatesFor(app, principal, contact.id, phone) : [],
  ])
  const isNews = cases.length > 0 || candidates.length > 0
  const pops = settings.casePop === 'always' || (settings.casePop === 'with_cases' && isNews)
  return { conversation, contact, cases, candidates, pops, settings }
}

const openCasesOf = async (app: Needs, workspace: WorkspaceId, id: ContactId): Promise<Case[]> => {
  const entries = await app.cases.ofContact(workspace, id, { limit: lookedAt })
  const open = entries.flatMap(({ record }) => (record.done ? [] : [record.caseId])).slice(0, shownCases)
  const cases = await app.cases.many(workspace, open)
  return cases.toSorted((one, other) => other.lastActivityAt - one.lastActivityAt)
}

const candidatesFor = async (
  app: Needs,
  principal: Principal,
  own: ContactId,
  phone: Address,
): Promise<Contact[]> => {
  const pages = await Promise.all(
    writingsOf(phone).map((query) => findContacts(app, principal, { query, limit: shownCandidates + 1 })),
  )
  const found = new Map(pages.flatMap(({ records }) => records.map((one) => [one.id, one] as const)))
  return [...found.values()].filter(({ id }) => id !== own).slice(0, shownCandidates)
}
