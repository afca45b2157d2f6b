import type { App, Reading } from '../app.ts'
import { ConflictError } from '../error.ts'
import { scopeOf } from '../threads/consent.ts'
import { type ConsentEvent, withConsentEvent } from '../threads/consent-event.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import { requireNoAttempt } from '../threads/require-no-attempt.ts'
import { type FollowNeeds, followWord } from './follow-word.ts'
import { type ConsentReview, decidedReview } from './review.ts'
import { unmarkedConversation } from './unmarked-conversation.ts'

export type ReviewNeeds = FollowNeeds & Pick<App, 'conversations' | 'settings'>

type By = Pick<ConsentEvent, 'source' | 'by' | 'byName' | 'reason'>

/** The text under review was a refusal: the phone opts out. Gives the review as it is then. */
export const optOutByReview = async (
  app: ReviewNeeds,
  review: ConsentReview,
  by: By,
  reading: Reading,
): Promise<ConsentReview> => {
  const { workspace, phone, messageId, numberId } = review
  const [before, settings, message, unmarked] = await Promise.all([
    app.threads.byPhone(workspace, phone, 'fresh'),
    app.settings.get(workspace),
    app.messages.get(workspace, messageId),
    unmarkedConversation(app, review),
  ])
  if (!before) throw new ConflictError([])
  await requireNoAttempt(app, before, reading)
  const now = app.clock.now()
  const event = newConsentEvent(app, before, {
    ...by,
    action: 'opt_out',
    scope: scopeOf(numberId, settings.optOutScope),
    numberId,
    received: message && { messageId, body: message.body },
    at: now,
  })
  const thread = withConsentEvent(before, event)
  const followed = await followWord(app, { event, before, thread, settings }, reading)
  const { by: decidedBy, byName: decidedByName, reason } = by
  const decided = decidedReview(review, { state: 'opted_out', now, decidedBy, decidedByName, reason })
  const others = followed.filter((record) => record.kind !== 'consent_review' || record.id !== review.id)
  await app.commit(thread, event, decided, ...others, ...unmarked)
  return decided
}
