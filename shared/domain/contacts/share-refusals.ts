import type { App, Reading } from '../app.ts'
import type { Settings } from '../settings/settings.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import { shareOptOuts } from '../threads/cover-threads.ts'
import { requireNoAttempt } from '../threads/require-no-attempt.ts'
import type { Thread } from '../threads/thread.ts'
import { type Contact, withConsentsOf } from './contact.ts'
import { loadThreads } from './contact-phones.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'messages' | 'randomId' | 'threads'>

/** A contact that shows what its threads say, these threads, and what is new in their ledgers. */
type Shared = { contact: Contact; threads: Thread[]; events: ConsentEvent[] }

/** A contact that has got further phones: where the setting says so, an opt-out of one phone covers all of them. */
export const shareRefusals = async (
  app: Needs,
  contact: Contact,
  { optOutCovers, reading }: Pick<Settings, 'optOutCovers'> & { reading: Reading },
): Promise<Shared> => {
  const before = await loadThreads(app, contact, contact.phones)
  if (optOutCovers === 'phone')
    return { contact: withConsentsOf(contact, before), threads: before, events: [] }
  const shared = shareOptOuts(app, before)
  for (const [index, { events }] of shared.entries()) {
    const thread = before[index]
    if (thread && events.length > 0) await requireNoAttempt(app, thread, reading)
  }
  const threads = shared.map(({ thread }, index) => ({ ...thread, review: before[index]?.review }))
  return {
    contact: withConsentsOf(contact, threads),
    threads,
    events: shared.flatMap(({ events }) => events),
  }
}
