import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { AgentId, ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Conversation } from './conversation.ts'
import { loadConversation } from './load-conversation.ts'

/**
 * Gives an agent the exclusive right to reply. Claiming again what is one's own changes nothing.
 * Throws `claimed_by_other`, `conversation_closed`, `forbidden` for programs.
 */
export const claimConversation = (
  app: Pick<App, 'clock' | 'commit' | 'conversations'>,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  if (principal.kind !== 'agent') throw new DomainError('forbidden', 'Only agents claim conversations.')
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    if (conversation.claimedBy === principal.id && conversation.state === 'open') return conversation
    const next = claimed(conversation, principal.id)
    await app.commit(next)
    return { ...next, version: next.version + 1 }
  })
}

/** The rule itself: one claimer, only while open. */
export const claimed = (conversation: Conversation, agent: AgentId): Conversation => {
  if (conversation.state === 'closed') {
    throw new DomainError('conversation_closed', 'The conversation is closed: reopen it first.')
  }
  if (conversation.claimedBy && conversation.claimedBy !== agent) {
    throw new DomainError('claimed_by_other', 'Another agent has claimed this conversation.', {
      claimed_by: conversation.claimedBy,
    })
  }
  return { ...conversation, claimedBy: agent }
}
