import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { type ConsentReview, withoutReview } from './review.ts'

/** The conversation in which the text of a review stands now, without the mark for the agents. */
export const unmarkedConversation = async (
  app: Pick<App, 'conversations' | 'messages'>,
  { workspace, messageId, conversationId }: ConsentReview,
): Promise<Conversation[]> => {
  const message = await app.messages.get(workspace, messageId, 'fresh')
  const id = message?.conversationId ?? conversationId
  const conversation = id && (await app.conversations.get(workspace, id, 'fresh'))
  return conversation?.consentReview ? [withoutReview(conversation)] : []
}
