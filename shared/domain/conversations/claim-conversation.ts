import { requireUser } from '../agents/number-user.ts'
import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { AgentId, ConversationId } from '../ids.ts'
import { type ChangeNeeds, changeConversation } from './change-conversation.ts'
import type { Conversation } from './conversation.ts'
import { noteLostClaim } from './note-lost-claim.ts'
import { requireClaimerOrAdmin, requireOpen } from './rights.ts'

/**
 * Gives an agent the exclusive right to reply. Claiming what is one's own changes nothing. Throws `claimed_by_other`,
 * `conversation_closed`, `not_number_user` where the agent could not reply from its number; `forbidden` for programs. Whoever comes
 * after a colleague is counted.
 */
export const claimConversation = async (
  app: ChangeNeeds & Pick<App, 'numbers'>,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  if (principal.kind !== 'agent') throw new DomainError('forbidden', 'Only agents claim conversations.')
  let wanted: Conversation | undefined
  const claim = async (conversation: Conversation) => {
    wanted = conversation
    const next = claimed(conversation, principal.id, app.clock.now())
    const { workspace, numberId } = conversation
    if (next !== conversation) requireUser(principal, await app.numbers.get(workspace, numberId))
    return next
  }
  return changeConversation(app, principal, id, claim).catch(async (error) => {
    const isLate = error instanceof DomainError && error.code === 'claimed_by_other'
    if (isLate && wanted) await noteLostClaim(app, wanted, principal.id)
    throw error
  })
}

/** One claimer, and only while the conversation is open (Convirza). */
export const claimed = (conversation: Conversation, agent: AgentId, now: number): Conversation => {
  requireOpen(conversation)
  if (conversation.claimedBy === agent) return conversation
  requireFree(conversation)
  return handedTo(conversation, agent, now)
}

/** Throws `conversation_closed`, and `claimed_by_other` where anybody has claimed it. */
export const requireFree = (conversation: Conversation): void => {
  requireOpen(conversation)
  const { claimedBy: claimed_by } = conversation
  if (!claimed_by) return
  throw new DomainError('claimed_by_other', 'Another agent has claimed this conversation.', { claimed_by })
}

/** The claim goes from hand to hand; who had it before stays a participant. It waits in no queue any more. */
export const handedTo = (conversation: Conversation, agent: AgentId, now: number): Conversation => {
  const { queuedSince: _, ...rest } = conversation
  const participants = givenUp(conversation).participants.filter((other) => other !== agent)
  return { ...rest, claimedBy: agent, claimedAt: now, participants }
}

/** Nobody's again. */
const givenUp = ({ claimedBy, ...conversation }: Conversation): Conversation => ({
  ...conversation,
  participants: [...new Set([...conversation.participants, ...(claimedBy ? [claimedBy] : [])])],
})

/** Gives the claim back, so that anybody may take it. Throws `not_claimed`, `forbidden`. */
export const giveUpClaim = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireClaimerOrAdmin(principal, conversation)
    return conversation.claimedBy ? givenUp(conversation) : conversation
  })
