import type { Conversation } from '../conversations/conversation.ts'
import type { InboundMessage } from '../messages/message.ts'
import type { Language } from '../settings/settings.ts'
import { readsLikeRefusal } from './refusal.ts'
import { revocationDueAt } from './revocation.ts'

/** With a mark for the agents where the text reads like an opt-out. An earlier one not decided on is due earlier. */
export const withReview = (
  conversation: Conversation,
  { id, body, at }: InboundMessage,
  languages: readonly Language[],
): Conversation => {
  if (conversation.consentReview || !readsLikeRefusal(body, languages)) return conversation
  return { ...conversation, consentReview: { messageId: id, dueAt: revocationDueAt(at) } }
}
