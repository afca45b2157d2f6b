import type { Agent } from '../agents/agent.ts'
import type { App } from '../app.ts'
import type { Contact } from '../contacts/contact.ts'
import type { AgentId, ContactId, NumberId, WorkspaceId } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Conversation } from './conversation.ts'

/** `agent`: the claimer. */
export type Expansion = 'contact' | 'number' | 'agent'

export type Expanded = {
  contacts: Map<ContactId, Contact>
  numbers: Map<NumberId, BusinessNumber>
  agents: Map<AgentId, Agent>
}

/** What conversations of one workspace name by its id: each record is read once, and nothing that is not asked for. */
export const expandConversations = async (
  app: Pick<App, 'agents' | 'contacts' | 'numbers'>,
  conversations: Conversation[],
  expansions: Expansion[],
): Promise<Expanded | undefined> => {
  const [first] = conversations
  if (!first || expansions.length === 0) return undefined
  const { workspace } = first
  const ids = <Id>(expansion: Expansion, idOf: (conversation: Conversation) => Id | undefined): Id[] =>
    expansions.includes(expansion)
      ? [...new Set(conversations.map(idOf).filter((id) => id !== undefined))]
      : []
  const [contacts, numbers, agents] = await Promise.all([
    loadContacts(
      app,
      workspace,
      ids('contact', ({ contactId }) => contactId),
    ),
    app.numbers.many(
      workspace,
      ids('number', ({ numberId }) => numberId),
    ),
    app.agents.many(
      workspace,
      ids('agent', ({ claimedBy }) => claimedBy),
    ),
  ])
  return { contacts, numbers: byId(numbers), agents: byId(agents) }
}

const byId = <R extends { id: string }>(records: R[]): Map<R['id'], R> =>
  new Map(records.map((record) => [record.id, record]))

/** An id whose contact was merged into another one stands for that one. */
const loadContacts = async (
  app: Pick<App, 'contacts'>,
  workspace: WorkspaceId,
  ids: ContactId[],
): Promise<Map<ContactId, Contact>> => {
  const found = ids.length > 0 ? await app.contacts.many(workspace, ids) : []
  const merged = found.flatMap(({ mergedInto }) => mergedInto ?? [])
  const targets = merged.length > 0 ? await loadContacts(app, workspace, [...new Set(merged)]) : byId([])
  const standsFor = (contact: Contact) => (contact.mergedInto && targets.get(contact.mergedInto)) ?? contact
  return new Map(found.map((contact) => [contact.id, standsFor(contact)]))
}
