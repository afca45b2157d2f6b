import type { App, StoredRecord } from '../app.ts'
import type { NumberId } from '../ids.ts'
import type { Settings } from '../settings/settings.ts'
import { isOptedOut, scopeOf } from '../threads/consent.ts'
import { withConsentEvent } from '../threads/consent-event.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import type { Thread } from '../threads/thread.ts'

/** A carrier's refusal to send from a number because the recipient has opted out; `reason` in its words. */
export type CarrierOptOut = { numberId: NumberId; settings: Settings; reason: string }

/** The thread, with the opt-out in it and in the ledger unless it was known: the carrier answered a STOP itself. */
export const withCarrierOptOut = (
  app: Pick<App, 'randomId' | 'clock'>,
  thread: Thread,
  { numberId, settings, reason }: CarrierOptOut,
): StoredRecord[] => {
  const { optOutScope } = settings
  if (isOptedOut(thread.consents, numberId, optOutScope, app.clock.now())) return [thread]
  const event = newConsentEvent(app, thread, {
    action: 'opt_out',
    scope: scopeOf(numberId, optOutScope),
    source: 'carrier',
    numberId,
    reason,
    at: app.clock.now(),
  })
  return [withConsentEvent(thread, event), event]
}
