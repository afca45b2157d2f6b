import type { consentState } from '#contract/api/consent-state.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { ConsentScope, Consents } from '#domain/threads/consent.ts'
import { optionalTime, time } from './present.ts'

export const presentScope = (scope: ConsentScope) =>
  scope === 'workspace' ? { scope } : { scope: 'number' as const, number_id: scope }

/** What counts for a phone now. */
export const presentStates = (consents: Consents): Shape<typeof consentState>[] =>
  (Object.keys(consents) as ConsentScope[]).flatMap((scope) => {
    const consent = consents[scope]
    if (!consent) return []
    const { state, source, at, expiresAt } = consent
    return [{ state, ...presentScope(scope), source, at: time(at), expires_at: optionalTime(expiresAt) }]
  })
