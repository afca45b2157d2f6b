import { type Principal, requireScope } from '../agents/principal.ts'
import { asStored } from '../as-stored.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { requireAccess } from '../conversations/rights.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { dismissReview } from './decide-review.ts'
import type { ReviewNeeds } from './opt-out-by-review.ts'
import { reviewIdOf, withoutReview } from './review.ts'

/** An agent read the text in a conversation that looked like an opt-out, and found that it is none. */
export const dismissConversationReview = (
  app: ReviewNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    requireAccess(principal, conversation)
    const { consentReview, workspace } = conversation
    if (!consentReview) return conversation
    const review = await app.consentReviews.get(workspace, reviewIdOf(consentReview.messageId), 'fresh')
    if (review?.state === 'open') {
      await dismissReview(app, review, { principal })
      return loadConversation(app, principal, id)
    }
    const unmarked = withoutReview(conversation)
    await app.commit(unmarked)
    return asStored(unmarked)
  })
}
