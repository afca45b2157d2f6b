import type { Agent } from '../agents/agent.ts'
import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { AgentId, ConversationId } from '../ids.ts'
import { type ChangeNeeds, changeConversation } from './change-conversation.ts'
import { handedTo } from './claim-conversation.ts'
import type { Conversation } from './conversation.ts'
import { requireClaimerOrAdmin, requireOpen } from './rights.ts'

type Needs = ChangeNeeds & Pick<App, 'agents'>

/** Hands the claim to another active agent. Throws `not_claimed`, `forbidden`, `conversation_closed`, `validation_failed`. */
export const transferConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  agent: AgentId,
): Promise<Conversation> => {
  const found = await app.agents.get(principal.workspace, agent)
  return changeConversation(app, principal, id, (conversation) => {
    requireOpen(conversation)
    requireClaimerOrAdmin(principal, conversation)
    requireActive(found)
    return conversation.claimedBy === agent ? conversation : handedTo(conversation, agent, app.clock.now())
  })
}

/** Lets an agent into a claimed conversation: to read, note and close, not to reply. */
export const addParticipant = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  agent: AgentId,
): Promise<Conversation> => {
  const found = await app.agents.get(principal.workspace, agent)
  return changeConversation(app, principal, id, (conversation) => {
    requireClaimerOrAdmin(principal, conversation)
    requireActive(found)
    const there = conversation.claimedBy === agent || conversation.participants.includes(agent)
    return there ? conversation : { ...conversation, participants: [...conversation.participants, agent] }
  })
}

/** Agents may always leave by themselves. */
export const removeParticipant = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  agent: AgentId,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    if (principal.id !== agent) requireClaimerOrAdmin(principal, conversation)
    if (!conversation.participants.includes(agent)) return conversation
    return { ...conversation, participants: conversation.participants.filter((other) => other !== agent) }
  })

const requireActive = (agent: Agent | undefined): void => {
  if (agent?.active) return
  const errors = [{ path: 'agent_id', detail: 'There is no such active agent.' }]
  throw new DomainError('validation_failed', 'There is no such active agent.', { errors })
}
