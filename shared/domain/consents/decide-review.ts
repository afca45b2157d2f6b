import { type Principal, requireScope } from '../agents/principal.ts'
import { asStored } from '../as-stored.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { requireAccess } from '../conversations/rights.ts'
import { DomainError, notFound } from '../error.ts'
import type { ReviewId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { withoutReviewOf } from '../threads/thread.ts'
import { optOutByReview, type ReviewNeeds } from './opt-out-by-review.ts'
import { type ConsentReview, decidedReview } from './review.ts'
import { unmarkedConversation } from './unmarked-conversation.ts'

export type ReviewDecision = { decision: 'opt_out' | 'dismiss'; reason?: string }

/**
 * A person, or a program, decides what a text meant that reads like a refusal. What waited for it leaves or is blocked. Deciding
 * the same again changes nothing. Throws `review_decided` where it was decided otherwise, `forbidden`, `not_found`.
 */
export const decideReview = (
  app: ReviewNeeds,
  principal: Principal,
  id: ReviewId,
  { decision, reason }: ReviewDecision,
): Promise<ConsentReview> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const review = await app.consentReviews.get(principal.workspace, id, 'fresh')
    if (!review) throw notFound('consent review')
    await requirePart(app, principal, review)
    if (review.state !== 'open') return unlessOtherwise(review, decision)
    if (decision === 'dismiss') return asStored(await dismissReview(app, review, { principal, reason }))
    const source = principal.kind === 'agent' ? 'agent' : 'api'
    const by = { source, by: principal.id, byName: principal.name, reason } as const
    return asStored(await optOutByReview(app, review, by, reading))
  })
}

/** Agents decide where they have a part in the conversation. */
const requirePart = async (
  app: ReviewNeeds,
  principal: Principal,
  { conversationId }: ConsentReview,
): Promise<void> => {
  if (conversationId) requireAccess(principal, await loadConversation(app, principal, conversationId))
}

const unlessOtherwise = (review: ConsentReview, decision: ReviewDecision['decision']): ConsentReview => {
  if (review.state === (decision === 'dismiss' ? 'dismissed' : 'opted_out')) return review
  throw new DomainError('review_decided', 'This review was decided otherwise already.')
}

type Dismissal = { principal: Principal; reason?: string }

/** The text was no refusal. Gives the review as it is then. */
export const dismissReview = async (
  app: Pick<ReviewNeeds, 'clock' | 'commit' | 'conversations' | 'messages' | 'threads'>,
  review: ConsentReview,
  { principal, reason }: Dismissal,
): Promise<ConsentReview> => {
  const [thread, unmarked] = await Promise.all([
    app.threads.byPhone(review.workspace, review.phone, 'fresh'),
    unmarkedConversation(app, review),
  ])
  const now = app.clock.now()
  const { id: decidedBy, name: decidedByName } = principal
  const decided = decidedReview(review, { state: 'dismissed', now, decidedBy, decidedByName, reason })
  const freed = thread?.review?.messageId === review.messageId ? [withoutReviewOf(thread)] : []
  await app.commit(decided, ...freed, ...unmarked)
  return decided
}
