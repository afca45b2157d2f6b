import type { App } from '../app.ts'
import { sortableId } from '../ids.ts'
import type { ConsentEvent } from './consent-event.ts'
import type { Thread } from './thread.ts'

/** An entry for the ledger of a thread's phone, recorded now. */
export const newConsentEvent = (
  app: Pick<App, 'randomId' | 'clock'>,
  { workspace, phone, contactId }: Pick<Thread, 'workspace' | 'phone' | 'contactId'>,
  facts: Pick<ConsentEvent, 'action' | 'scope' | 'source' | 'at'> & Partial<ConsentEvent>,
): ConsentEvent => {
  const recordedAt = app.clock.now()
  const id = sortableId('cns', recordedAt, app.randomId)
  return { kind: 'consent_event', workspace, id, phone, contactId, recordedAt, version: 0, ...facts }
}
