import type { App } from '../app.ts'
import { ConflictError } from '../error.ts'
import { inParallel } from '../in-parallel.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { day } from '../time.ts'
import { optOutByReview, type ReviewNeeds } from './opt-out-by-review.ts'
import type { ConsentReview } from './review.ts'

type Needs = ReviewNeeds & Pick<App, 'log'>
type Named = Pick<ConsentReview, 'workspace' | 'id'>

const pageSize = 100
const atOnce = 10
/** Where a workspace leaves overdue reviews to people, its setting is looked at again after that time. */
const askedAgainAfter = day

/**
 * Reminds of reviews whose deadline comes near, and opts out at the deadline where nobody has decided. Each review is one
 * conditional write, so this can be repeated, run twice at once, or die anywhere.
 */
export const sweepReviews = async (app: Needs): Promise<void> => {
  const until = app.clock.now()
  let from: string | undefined
  do {
    const page = await app.consentReviews.due(until, { limit: pageSize + 1, from })
    from = page[pageSize]?.order
    await inParallel(page.slice(0, pageSize), atOnce, ({ record }) => sweep(app, record))
  } while (from)
}

/** A review that is too busy now has its turn in the next sweep, and keeps no other one from it. */
const sweep = async (app: Needs, named: Named): Promise<void> => {
  try {
    await retryOnConflict(app, (reading) => act(app, named, reading))
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    app.log.warn('a consent review could not be acted on yet', named)
  }
}

const act = async (app: Needs, { workspace, id }: Named, reading: 'fresh' | 'cached'): Promise<void> => {
  const review = await app.consentReviews.get(workspace, id, 'fresh')
  const now = app.clock.now()
  if (!review?.actAt || review.actAt > now) return
  const { optOutUnreviewed } = await app.settings.get(workspace)
  if (review.dueAt <= now && optOutUnreviewed) {
    const reason = 'Nobody decided on the text before its deadline.'
    await optOutByReview(app, review, { source: 'deadline', reason }, reading)
    return
  }
  const actAt = review.dueAt > now ? review.dueAt : now + askedAgainAfter
  await app.commit({ ...review, actAt, remindedAt: review.remindedAt ?? now })
}
