import type { Conversation } from '../conversations/conversation.ts'
import type { InboundMessage } from '../messages/message.ts'
import { readsLikeRevocation, revocationDueAt } from './revocation.ts'

/** With a mark for the agents where the text reads like an opt-out. An earlier one not decided on is due earlier. */
export const withReview = (conversation: Conversation, { id, body, at }: InboundMessage): Conversation => {
  if (conversation.consentReview || !readsLikeRevocation(body)) return conversation
  return { ...conversation, consentReview: { messageId: id, dueAt: revocationDueAt(at) } }
}

/** Nothing is left to decide. */
export const withoutReview = ({ consentReview: _, ...conversation }: Conversation): Conversation =>
  conversation
