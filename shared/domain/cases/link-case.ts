import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { requireAccess } from '../conversations/rights.ts'
import type { CaseId, ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Case } from './case.ts'
import { unfit } from './case-facts.ts'
import { loadCase, requireNotDone } from './load-case.ts'

/**
 * Makes a case the one that a conversation of its customer shows. Throws `case_done`, `forbidden`, `not_found`, and
 * `validation_failed` for a conversation with somebody else.
 */
export const linkCase = async (
  app: Pick<App, 'cases' | 'clock' | 'commit' | 'conversations'>,
  principal: Principal,
  id: CaseId,
  conversationId: ConversationId,
): Promise<Case> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const one = await loadCase(app, principal, id, reading)
    const conversation = await loadConversation(app, principal, conversationId, reading)
    requireNotDone(one)
    requireAccess(principal, conversation)
    if (conversation.contactId !== one.contactId && conversation.phone !== one.phone)
      throw unfit('conversation_id', 'The conversation is with another customer.')
    if (conversation.case?.id !== id || !conversation.case.sure)
      await app.commit(withCaseOf(conversation, one, app.clock.now()))
    return one
  })
}

/** The conversation as it shows a case that somebody chose at a moment (epoch milliseconds). */
export const withCaseOf = (conversation: Conversation, { id }: Case, now: number): Conversation => ({
  ...conversation,
  case: { id, at: now, sure: true },
})
