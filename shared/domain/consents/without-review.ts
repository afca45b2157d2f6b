import type { Conversation } from '../conversations/conversation.ts'

/** Nothing is left to decide. */
export const withoutReview = ({ consentReview: _, ...conversation }: Conversation): Conversation =>
  conversation
