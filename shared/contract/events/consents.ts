import * as z from 'zod/mini'
import { consentAction, consentSource } from '../api/consent-state.ts'
import {
  contactId,
  conversationId,
  messageId,
  named,
  numberId,
  reviewId,
  timestamp,
  widgetId,
} from '../api/shapes.ts'
import { event } from './event.ts'

export const consentEvents = {
  /** An entry was added to the ledger of consent. */
  'consent.changed': named('ConsentChanged', () =>
    event(
      'consent.changed',
      z.object({
        consent_id: z.string(),
        contact_id: contactId,
        action: consentAction,
        scope: z.enum(['workspace', 'number']),
        source: consentSource,
        number_id: z.optional(numberId),
        system: z.optional(z.string()),
        widget_id: z.optional(widgetId),
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
