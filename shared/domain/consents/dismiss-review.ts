import type { Principal } from '../agents/principal.ts'
import { type ChangeNeeds, changeConversation } from '../conversations/change-conversation.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { requireAccess } from '../conversations/rights.ts'
import type { ConversationId } from '../ids.ts'
import { withoutReview } from './without-review.ts'

/** An agent read the text that looked like an opt-out, and found that it is none. */
export const dismissReview = (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    return conversation.consentReview ? withoutReview(conversation) : conversation
  })
