import * as z from 'zod/mini'
import { consentSource } from '../api/consent-state.ts'
import { contactId, conversationId, messageId, named, numberId, reviewId, timestamp } from '../api/shapes.ts'
import { event } from './event.ts'

export const consentEvents = {
  /** An entry was added to the ledger of consent. */
  'consent.changed': named('ConsentChanged', () =>
    event(
      'consent.changed',
      z.object({
        consent_id: z.string(),
        contact_id: contactId,
        action: z.enum(['opt_out', 'opt_in', 'opt_in_question']),
        scope: z.enum(['workspace', 'number']),
        source: consentSource,
        number_id: z.optional(numberId),
      }),
    ),
  ),
  /** A text that reads like an opt-out must be decided on soon. */
  'consent.review_due': named('ConsentReviewDue', () =>
    event(
      'consent.review_due',
      z.object({
        review_id: reviewId,
        contact_id: contactId,
        conversation_id: z.optional(conversationId),
        message_id: messageId,
        due_at: timestamp,
      }),
    ),
  ),
}
