import * as z from 'zod/mini'
import { consentAction, consentScope, consentSource, consentState } from './consent-state.ts'
import { conversation } from './conversations.ts'
import type { Operation } from './operation.ts'
import {
  contactId,
  conversationId,
  importId,
  messageId,
  moment,
  named,
  numberId,
  page,
  pageQuery,
  phone,
  reviewId,
  timestamp,
  widgetId,
  words,
} from './shapes.ts'

const ledgerText = () => z.object({ message_id: messageId, body: z.string() })

const notSent = () =>
  z.object({
    reason: z.enum([
      'answer_too_late',
      'too_many_answers',
      'own_number',
      'carrier_answers',
      'blocked',
      'canceled',
      'failed',
    ]),
    message_id: z.optional(messageId),
  })

/** What exactly a customer consented to. */
const terms = () => ({
  purpose: z.optional(words(200)),
  source: z.optional(words(200)),
  wording: z.optional(words(2000)),
  page: z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(2000))),
})

/** An entry of the ledger: what was received and sent, by whom, when and from where. */
export const consent = named('Consent', () =>
  z.object({
    id: z.string(),
    phone: z.string(),
    contact_id: contactId,
    action: consentAction,
    scope: consentScope,
    number_id: z.optional(numberId),
    source: consentSource,
    system: z.optional(z.string()),
    play: z.optional(z.string()),
    import_id: z.optional(importId),
    recorded_by: z.optional(z.string()),
    recorded_by_name: z.optional(z.string()),
    received: z.optional(ledgerText()),
    sent: z.optional(ledgerText()),
    not_sent: z.optional(notSent()),
    said_on: z.optional(z.string()),
    consent: z.optional(z.object({ ...terms(), expires_at: z.optional(timestamp) })),
    form: z.optional(
      z.object({
        widget_id: widgetId,
        consent_version: z.optional(z.int()),
        language: z.optional(z.string()),
        address_hash: z.optional(z.string()),
        browser: z.optional(z.string()),
      }),
    ),
    reason: z.optional(z.string()),
    at: timestamp,
    recorded_at: timestamp,
  }),
)

const facts = () => ({
  phone,
  number_id: z.optional(numberId),
  conversation_id: z.optional(conversationId),
})

const reviewStates = ['opted_out', 'opted_in', 'dismissed'] as const

/** A customer's text that reads like a refusal, for a person to decide on. */
const review = named('ConsentReview', () =>
  z.object({
    id: reviewId,
    phone: z.string(),
    contact_id: contactId,
    conversation_id: z.optional(conversationId),
    message_id: messageId,
    number_id: numberId,
    state: z.enum(['open', ...reviewStates]),
    received_at: timestamp,
    due_at: timestamp,
    decided_at: z.optional(timestamp),
    decided_by: z.optional(z.string()),
    decided_by_name: z.optional(z.string()),
    reason: z.optional(z.string()),
  }),
)

export const consentOperations = {
  listConsents: {
    method: 'GET',
    path: '/v1/consents',
    summary: 'The ledger of consent of a phone, newest first, and what counts now',
    scope: 'read',
    query: () => z.object({ phone, ...pageQuery }),
    response: () => z.extend(page(consent)(), { states: z.array(consentState()) }),
    status: 200,
  },
  recordConsent: {
    method: 'POST',
    path: '/v1/consents',
    summary: 'Record an opt-out, or an opt-in with the evidence for it, that did not come as a keyword',
    scope: 'manage',
    body: () =>
      z.discriminatedUnion('action', [
        z.strictObject({ action: z.literal('opt_out'), reason: z.optional(words(1000)), ...facts() }),
        z.strictObject({
          action: z.literal('opt_in'),
          reason: words(1000),
          consent: z.optional(z.strictObject({ ...terms(), expires_at: z.optional(moment) })),
          ...facts(),
        }),
      ]),
    response: consent,
    status: 201,
  },
  dismissConsentReview: {
    method: 'POST',
    path: '/v1/conversations/{id}/dismiss_consent_review',
    summary: 'Decide that the text that reads like an opt-out is none',
    scope: 'manage',
    params: () => z.object({ id: conversationId }),
    response: conversation,
    status: 200,
  },
  listConsentReviews: {
    method: 'GET',
    path: '/v1/consent_reviews',
    summary: 'Texts that read like an opt-out, by when they must be decided on',
    scope: 'read',
    query: () =>
      z.object({
        state: z._default(z.enum(['open', 'decided']), 'open'),
        due_before: z.optional(moment),
        ...pageQuery,
      }),
    response: page(review),
    status: 200,
  },
  getConsentReview: {
    method: 'GET',
    path: '/v1/consent_reviews/{id}',
    summary: 'A text that reads like an opt-out, and what was decided on it',
    scope: 'read',
    params: () => z.object({ id: reviewId }),
    response: review,
    status: 200,
  },
  decideConsentReview: {
    method: 'POST',
    path: '/v1/consent_reviews/{id}/decide',
    summary: 'Decide whether a text that reads like an opt-out is one',
    scope: 'manage',
    params: () => z.object({ id: reviewId }),
    body: () =>
      z.discriminatedUnion('decision', [
        z.strictObject({ decision: z.literal('opt_out'), reason: z.optional(words(1000)) }),
        z.strictObject({ decision: z.literal('dismiss'), reason: words(1000) }),
      ]),
    response: review,
    status: 200,
  },
} as const satisfies Record<string, Operation>
