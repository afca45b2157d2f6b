import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { Conversation } from './conversation.ts'
import { loadConversation } from './load-conversation.ts'

export type ChangeNeeds = Pick<App, 'clock' | 'commit' | 'conversations'>

/**
 * Changes one conversation by a rule, which throws a DomainError where it may not be. The rule gives the same
 * object back where there is nothing to change. Races are decided by the write: the loser's rule runs again. Throws
 * `precondition_failed` where the conversation is not as the editor saw it.
 */
export const changeConversation = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
  rule: (conversation: Conversation) => Conversation | Promise<Conversation>,
  seen?: SeenVersions,
): Promise<Conversation> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    requireSeen(conversation, seen)
    const next = await rule(conversation)
    if (next === conversation) return conversation
    await app.commit(next)
    return asStored(next)
  })
}
