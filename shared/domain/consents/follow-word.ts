import type { App, Reading, StoredRecord } from '../app.ts'
import { type Contact, withConsentsOf } from '../contacts/contact.ts'
import { findContact } from '../contacts/load-contact.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import type { Settings } from '../settings/settings.ts'
import { type ConsentEvent, isConsentWord } from '../threads/consent-event.ts'
import { coverThreads, isCovered } from '../threads/cover-threads.ts'
import { requireNoAttempt } from '../threads/require-no-attempt.ts'
import type { Thread } from '../threads/thread.ts'
import { type ConsentReview, decidedReview, type ReviewDecided, reviewIdOf } from './review.ts'

export type FollowNeeds = Pick<
  App,
  'clock' | 'commit' | 'consentReviews' | 'contacts' | 'messages' | 'randomId' | 'threads'
>

/** A word about consent, to be written. */
type Word = {
  event: ConsentEvent
  /** The thread of its phone, as it was before the word and with it. */
  before: Thread
  thread: Thread
  /** The contact, where it is new as well. */
  contact?: Contact
  settings: Settings
}

/**
 * What is written in the same step as a word about consent: the contact, which shows it, the threads and ledgers of the
 * contact's other phones where it covers them, and the reviews that it settles.
 */
export const followWord = async (
  app: FollowNeeds,
  { event, before, thread, contact: made, settings }: Word,
  reading: Reading,
): Promise<StoredRecord[]> => {
  if (!isConsentWord(event)) return made ? [made] : []
  const contact = made ?? (await findContact(app, thread.workspace, thread.contactId))
  const covers = settings.optOutCovers === 'contact' && isAboutThePerson(event)
  const others = covers ? await otherThreads(app, contact, thread) : []
  const covered = others.filter((other) => isCovered(other, event))
  if (event.action === 'opt_out') for (const each of covered) await requireNoAttempt(app, each, reading)
  const changes = coverThreads(app, event, covered)
  const threads = [thread, ...changes.map((change) => change.thread)]
  const { by: decidedBy, byName: decidedByName, reason } = event
  const state = event.action === 'opt_out' ? 'opted_out' : 'opted_in'
  const decision = { state, decidedBy, decidedByName, reason } as const
  const reviews = await settledReviews(app, decision, [before, ...covered])
  return [
    ...(contact ? [withConsentsOf(contact, threads)] : []),
    ...changes.flatMap((change) => [change.thread, change.event]),
    ...reviews,
  ]
}

/** An opt-in that was recorded is evidence for its phone only; who sends START undoes their own opt-out. */
const isAboutThePerson = ({ action, source }: ConsentEvent): boolean =>
  action === 'opt_out' || source === 'customer'

const otherThreads = async (
  app: FollowNeeds,
  contact: Contact | undefined,
  { workspace, phone: said }: Thread,
): Promise<Thread[]> => {
  const phones = (contact?.phones ?? []).filter(({ phone }) => !isSamePhone(phone, said))
  const threads = await Promise.all(phones.map(({ phone }) => app.threads.byPhone(workspace, phone, 'fresh')))
  return threads.filter((thread) => thread !== undefined)
}

/** The reviews that threads wait for, now that they are decided. */
export const settledReviews = async (
  app: Pick<App, 'clock' | 'consentReviews'>,
  decision: Omit<ReviewDecided, 'now'>,
  threads: Thread[],
): Promise<ConsentReview[]> => {
  const open = await Promise.all(
    threads.map(
      ({ workspace, review }) =>
        review && app.consentReviews.get(workspace, reviewIdOf(review.messageId), 'fresh'),
    ),
  )
  return open
    .filter((review) => review?.state === 'open')
    .flatMap((review) => (review ? [decidedReview(review, { ...decision, now: app.clock.now() })] : []))
}
