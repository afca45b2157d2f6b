import type { Conversation } from '../conversations/conversation.ts'
import {
  type ContactId,
  type ConversationId,
  type MessageId,
  type NumberId,
  orderOf,
  type ReviewId,
  threadRefOf,
  type WorkspaceId,
} from '../ids.ts'
import type { InboundMessage } from '../messages/message.ts'
import type { Thread } from '../threads/thread.ts'
import { reviewDueAt, reviewRemindAt } from './deadlines.ts'

/** A customer's text that reads like a refusal, for a person to decide on. One is open for a phone at a time. */
export type ConsentReview = {
  kind: 'consent_review'
  workspace: WorkspaceId
  id: ReviewId
  phone: Thread['phone']
  contactId: ContactId
  conversationId?: ConversationId
  messageId: MessageId
  /** The number that was written to. */
  numberId: NumberId
  state: 'open' | ReviewOutcome
  /** When the text was written, and when it must be decided; epoch milliseconds, as the others. */
  at: number
  dueAt: number
  /** When Parley itself does something about it; unset once it is decided. */
  actAt?: number
  remindedAt?: number
  decidedAt?: number
  /** The agent or program that decided. */
  decidedBy?: string
  decidedByName?: string
  /** Why, in people's words. */
  reason?: string
  version: number
}

/** `opted_out`, `opted_in`: decided so, or settled by what was said since. `dismissed`: the text was no refusal. */
type ReviewOutcome = 'opted_out' | 'opted_in' | 'dismissed'

/** A text has one review at most: the id is the text's. */
export const reviewIdOf = (messageId: MessageId): ReviewId =>
  `crv_${orderOf(messageId)}${threadRefOf(messageId)}`

/** The review of a customer's text. */
export const newReview = (
  { workspace, phone, contactId }: Thread,
  { id: messageId, conversationId, numberId, at }: InboundMessage,
): ConsentReview => ({
  kind: 'consent_review',
  ...{ workspace, id: reviewIdOf(messageId), phone, contactId, conversationId, messageId, numberId, at },
  state: 'open',
  dueAt: reviewDueAt(at),
  actAt: reviewRemindAt(at),
  version: 0,
})

export type ReviewDecided = {
  state: ReviewOutcome
  now: number
} & Pick<ConsentReview, 'decidedBy' | 'decidedByName' | 'reason'>

export const decidedReview = (
  { actAt: _, ...review }: ConsentReview,
  { now, ...decision }: ReviewDecided,
): ConsentReview => ({ ...review, ...decision, decidedAt: now })

/** With what agents see of the open review of its phone. */
export const withReview = (conversation: Conversation, { review }: Thread): Conversation =>
  review ? { ...conversation, consentReview: review } : conversation

/** Nothing is left to decide. */
export const withoutReview = ({ consentReview: _, ...conversation }: Conversation): Conversation =>
  conversation
