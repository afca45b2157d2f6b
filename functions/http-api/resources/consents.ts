import type * as contract from '#contract/api/consents.ts'
import type { Shape } from '#contract/api/operation.ts'
import { decideReview } from '#domain/consents/decide-review.ts'
import { dismissConversationReview } from '#domain/consents/dismiss-review.ts'
import { type LedgerEntry, listConsents } from '#domain/consents/list-consents.ts'
import { listReviews, readReview } from '#domain/consents/list-reviews.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import type { ConsentReview } from '#domain/consents/review.ts'
import type { ConsentForm, ConsentTerms, LedgerText } from '#domain/threads/consent-event.ts'
import { camelCased, instant } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { conversationFor } from './conversations.ts'
import { optionalTime, presentPage, time } from './present.ts'
import { presentScope, presentStates } from './present-consents.ts'

type Operations = typeof contract.consentOperations

export const consentRoutes: Routes<Operations> = {
  listConsents: async ({ app, principal, query }) => {
    const ledger = await listConsents(app, principal, query)
    return { ...presentPage(ledger, presentConsent), states: presentStates(ledger.consents) }
  },
  recordConsent: async ({ app, principal, body }) => {
    const terms = 'consent' in body ? body.consent && readTerms(body.consent) : undefined
    return presentConsent(await recordConsent(app, principal, { ...camelCased(body), terms }))
  },
  dismissConsentReview: async ({ app, principal, params }) =>
    conversationFor(app, principal, dismissConversationReview(app, principal, params.id)),
  listConsentReviews: async ({ app, principal, query: { due_before, ...query } }) =>
    presentPage(
      await listReviews(app, principal, { ...query, dueBefore: instant(due_before) }),
      presentReview,
    ),
  getConsentReview: async ({ app, principal, params }) =>
    presentReview(await readReview(app, principal, params.id)),
  decideConsentReview: async ({ app, principal, params, body }) =>
    presentReview(await decideReview(app, principal, params.id, body)),
}

const readTerms = ({ expires_at, ...terms }: Omit<ConsentTerms, 'expiresAt'> & { expires_at?: string }) => ({
  ...terms,
  expiresAt: instant(expires_at),
})

const presentConsent = (event: LedgerEntry): Shape<typeof contract.consent> => ({
  id: event.id,
  phone: event.phone,
  contact_id: event.contactId,
  action: event.action,
  ...presentScope(event.scope),
  ...(event.numberId && { number_id: event.numberId }),
  source: event.source,
  system: event.system,
  play: event.play,
  import_id: event.importId,
  recorded_by: event.by,
  recorded_by_name: event.byName,
  received: event.received && presentText(event.received),
  sent: event.sent && presentText(event.sent),
  not_sent: event.unsent && { reason: event.unsent.reason, message_id: event.unsent.messageId },
  said_on: event.saidOn,
  consent: event.terms && presentTerms(event.terms),
  form: event.form && presentForm(event.form),
  reason: event.reason,
  at: time(event.at),
  recorded_at: time(event.recordedAt),
})

const presentText = ({ messageId, body }: LedgerText) => ({ message_id: messageId, body })

const presentForm = ({ widgetId, wording, language, address, browser }: ConsentForm) => ({
  ...{ widget_id: widgetId, consent_version: wording, language, address_hash: address, browser },
})

const presentTerms = ({ expiresAt, ...terms }: ConsentTerms) => ({
  ...terms,
  expires_at: optionalTime(expiresAt),
})

const presentReview = (review: ConsentReview): Shape<Operations['getConsentReview']['response']> => ({
  id: review.id,
  phone: review.phone,
  contact_id: review.contactId,
  conversation_id: review.conversationId,
  message_id: review.messageId,
  number_id: review.numberId,
  state: review.state,
  received_at: time(review.at),
  due_at: time(review.dueAt),
  decided_at: optionalTime(review.decidedAt),
  decided_by: review.decidedBy,
  decided_by_name: review.decidedByName,
  reason: review.reason,
})
