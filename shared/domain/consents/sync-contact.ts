import type { App, Reading } from '../app.ts'
import { type Contact, withConsentsOf } from '../contacts/contact.ts'
import { findContact } from '../contacts/load-contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { ContactId, ConversationId, WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import type { Consents } from '../threads/consent.ts'
import { shareOptOuts } from '../threads/cover-threads.ts'
import { requireNoAttempt } from '../threads/require-no-attempt.ts'
import { type Thread, withoutReviewOf } from '../threads/thread.ts'
import { type FollowNeeds, settledReviews } from './follow-word.ts'
import { withoutReview } from './review.ts'
import { showConsent } from './show-consent.ts'

export type SyncNeeds = FollowNeeds & Pick<App, 'conversations' | 'settings'>

/**
 * Brings what belongs to a contact up to its last words about consent: an opt-out that only the carrier knew covers the other
 * phones, the contact shows what its phones say, and so do the newest conversations. Safe to repeat. Gives the threads.
 */
export const syncContact = async (
  app: SyncNeeds,
  workspace: WorkspaceId,
  id: ContactId,
): Promise<Thread[]> => {
  const settings = await app.settings.get(workspace)
  const threads = await retryOnConflict(app, (reading) =>
    shareOptOutsOf(app, workspace, id, settings, reading),
  )
  for (const thread of threads) {
    for (const { conversationId } of thread.heads)
      await syncConversation(app, conversationId, thread, settings)
  }
  return threads
}

const shareOptOutsOf = async (
  app: SyncNeeds,
  workspace: WorkspaceId,
  id: ContactId,
  { optOutCovers }: Settings,
  reading: Reading,
): Promise<Thread[]> => {
  const contact = await findContact(app, workspace, id)
  if (!contact) return []
  const threads = await threadsOf(app, contact)
  const shared = optOutCovers === 'contact' ? shareOptOuts(app, threads) : []
  const changed = shared.filter(({ events }) => events.length > 0)
  const before = threads.filter(({ phone }) => changed.some(({ thread }) => thread.phone === phone))
  for (const thread of before) await requireNoAttempt(app, thread, reading)
  const shown = withConsentsOf(contact, shared.length > 0 ? shared.map(({ thread }) => thread) : threads)
  const moot = threads.filter(({ review, consents }) => review && hasOptedOut(consents))
  const freed = moot.filter(({ phone }) => !changed.some(({ thread }) => thread.phone === phone))
  const reviews = await settledReviews(app, { state: 'opted_out' }, [...before, ...freed])
  const changes = [
    ...(isSame(shown, contact) ? [] : [shown]),
    ...changed.flatMap(({ thread, events }) => [thread, ...events]),
    ...freed.map(withoutReviewOf),
    ...reviews,
  ]
  if (changes.length > 0) await app.commit(...changes)
  return threads
}

/** Of all numbers: then there is nothing left to decide. */
const hasOptedOut = ({ workspace }: Consents): boolean => workspace?.state === 'opted_out'

const isSame = (a: Contact, b: Contact): boolean => JSON.stringify(a.phones) === JSON.stringify(b.phones)

/** The threads of a contact's phones. */
export const threadsOf = async (
  app: Pick<App, 'threads'>,
  { workspace, phones }: Contact,
): Promise<Thread[]> => {
  const threads = await Promise.all(phones.map(({ phone }) => app.threads.byPhone(workspace, phone, 'fresh')))
  return threads.filter((thread) => thread !== undefined).toSorted((a, b) => (a.ref < b.ref ? -1 : 1))
}

const syncConversation = (
  app: SyncNeeds,
  id: ConversationId,
  { workspace, phone }: Thread,
  settings: Settings,
): Promise<void> =>
  retryOnConflict(app, async () => {
    const [conversation, thread] = await Promise.all([
      app.conversations.get(workspace, id, 'fresh'),
      app.threads.byPhone(workspace, phone, 'fresh'),
    ])
    if (!conversation || !thread) return
    const next = showConsent(withDecided(conversation, thread), thread, settings, app.clock.now())
    if (next !== conversation) await app.commit(next)
  })

const withDecided = (conversation: Conversation, { review }: Thread): Conversation =>
  conversation.consentReview && !review ? withoutReview(conversation) : conversation
