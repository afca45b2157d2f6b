import type * as contract from '#contract/api/consents.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { ConsentEvent, LedgerText } from '#domain/consents/consent-event.ts'
import { dismissReview } from '#domain/consents/dismiss-review.ts'
import { listConsents } from '#domain/consents/list-consents.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import type { ConsentScope, Consents } from '#domain/threads/consent.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { conversationFor } from './conversations.ts'
import { presentPage, time } from './present.ts'

export const consentRoutes: Routes<typeof contract.consentOperations> = {
  listConsents: async ({ app, principal, query }) => {
    const ledger = await listConsents(app, principal, query)
    return { ...presentPage(ledger, presentConsent), states: presentStates(ledger.consents) }
  },
  recordConsent: async ({ app, principal, body }) =>
    presentConsent(await recordConsent(app, principal, camelCased(body))),
  dismissConsentReview: async ({ app, principal, params }) =>
    conversationFor(app, principal, dismissReview(app, principal, params.id)),
}

const presentConsent = (event: ConsentEvent): Shape<typeof contract.consent> => ({
  id: event.id,
  phone: event.phone,
  contact_id: event.contactId,
  action: event.action,
  ...presentScope(event.scope),
  number_id: event.numberId,
  source: event.source,
  recorded_by: event.by,
  recorded_by_name: event.byName,
  received: event.received && presentText(event.received),
  sent: event.sent && presentText(event.sent),
  reason: event.reason,
  at: time(event.at),
  recorded_at: time(event.recordedAt),
})

const presentText = ({ messageId, body }: LedgerText) => ({ message_id: messageId, body })

const presentScope = (scope: ConsentScope) =>
  scope === 'workspace' ? { scope } : { scope: 'number' as const, number_id: scope }

const presentStates = (consents: Consents) =>
  (Object.keys(consents) as ConsentScope[]).flatMap((scope) => {
    const consent = consents[scope]
    return consent ? [{ ...consent, ...presentScope(scope), at: time(consent.at) }] : []
  })
