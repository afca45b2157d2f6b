import { isAdmin, type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { withClosedHead } from '../threads/thread.ts'
import { type Conversation, closed } from './conversation.ts'
import { loadConversation, loadThread } from './load-conversation.ts'

/**
 * Closes a conversation: the claimer, a participant, an admin (Convirza) or a program may. Closing what is closed
 * changes nothing. Throws `forbidden`, `not_found`.
 */
export const closeConversation = (
  app: Pick<App, 'clock' | 'commit' | 'conversations' | 'threads'>,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    if (!mayClose(principal, conversation)) {
      throw new DomainError(
        'forbidden',
        'Only the claimer, a participant or an admin may close a conversation.',
      )
    }
    if (conversation.state === 'closed') return conversation
    const now = app.clock.now()
    const thread = await loadThread(app, conversation, reading)
    const next = closed(conversation, now)
    await app.commit(next, withClosedHead(thread, id, now))
    return next
  })
}

const mayClose = (principal: Principal, conversation: Conversation): boolean =>
  principal.kind === 'machine' ||
  isAdmin(principal) ||
  conversation.claimedBy === principal.id ||
  conversation.participants.includes(principal.id)
