import * as z from 'zod/mini'
import { conversation } from './conversations.ts'
import type { Operation } from './operation.ts'
import {
  contactId,
  conversationId,
  later,
  messageId,
  named,
  numberId,
  page,
  pageQuery,
  phone,
  timestamp,
  words,
} from './shapes.ts'

const ledgerText = () => z.object({ message_id: messageId, body: z.string() })
const scope = later(() => z.enum(['workspace', 'number']))
const source = later(() => z.enum(['customer', 'agent', 'api', 'carrier']))

/** An entry of the ledger: what was received and sent, by whom, when and from where. */
export const consent = named('Consent', () =>
  z.object({
    id: z.string(),
    phone: z.string(),
    contact_id: contactId,
    action: z.enum(['opt_out', 'opt_in', 'opt_in_question']),
    scope,
    number_id: z.optional(numberId),
    source,
    recorded_by: z.optional(z.string()),
    recorded_by_name: z.optional(z.string()),
    received: z.optional(ledgerText()),
    sent: z.optional(ledgerText()),
    reason: z.optional(z.string()),
    at: timestamp,
    recorded_at: timestamp,
  }),
)

const state = () =>
  z.object({
    state: z.enum(['opted_in', 'opted_out']),
    scope,
    number_id: z.optional(numberId),
    source,
    at: timestamp,
  })

const facts = () => ({
  phone,
  number_id: z.optional(numberId),
  conversation_id: z.optional(conversationId),
})

export const consentOperations = {
  listConsents: {
    method: 'GET',
    path: '/v1/consents',
    summary: 'The ledger of consent of a phone, newest first, and what counts now',
    scope: 'read',
    query: () => z.object({ phone, ...pageQuery }),
    response: () => z.extend(page(consent)(), { states: z.array(state()) }),
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
        z.strictObject({ action: z.literal('opt_in'), reason: words(1000), ...facts() }),
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
} as const satisfies Record<string, Operation>
