import type { Agent } from '../agents/agent.ts'
import { mayUse } from '../agents/number-user.ts'
import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { AgentId, ConversationId } from '../ids.ts'
import { type ChangeNeeds, changeConversation } from './change-conversation.ts'
import { handedTo } from './claim-conversation.ts'
import type { Conversation } from './conversation.ts'
import { requireClaimerOrAdmin, requireOpen } from './rights.ts'

type Needs = ChangeNeeds & Pick<App, 'agents'>

/**
 * Hands the claim to another active agent, who may reply from its number. Throws `not_claimed`, `forbidden`,
 * `conversation_closed`, `validation_failed`.
 */
export const transferConversation = async (
  app: Needs & Pick<App, 'numbers'>,
  principal: Principal,
  id: ConversationId,
  agent: AgentId,
): Promise<Conversation> => {
  const found = await app.agents.get(principal.workspace, agent)
  return changeConversation(app, principal, id, async (conversation) => {
    requireOpen(conversation)
    requireClaimerOrAdmin(principal, conversation)
    const taker = requireActive(found)
    const number = await app.numbers.get(conversation.workspace, conversation.numberId)
    if (number && !mayUse(taker, number)) throw unfit('This agent is not among the users of the number.')
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

const requireActive = (agent: Agent | undefined): Agent => {
  if (agent?.active) return agent
  throw unfit('There is no such active agent.')
}

const unfit = (detail: string) =>
  new DomainError('validation_failed', detail, { errors: [{ path: 'agent_id', detail }] })
