import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { ReviewId } from '../ids.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { ConsentReview } from './review.ts'

/** `dueBefore`: epoch milliseconds. */
export type ReviewQuery = PageQuery & { state: 'open' | 'decided'; dueBefore?: number }

/** A page of the reviews of a workspace, the one that is due first at the top. */
export const listReviews = async (
  app: Pick<App, 'consentReviews' | 'cursors'>,
  principal: Principal,
  { state, dueBefore, limit, cursor }: ReviewQuery,
): Promise<PageOf<ConsentReview>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  const until = dueBefore === undefined ? undefined : dueBefore - 1
  const read = await app.consentReviews.list(workspace, state, { limit: limit + 1, from, until })
  return pageOf(app, workspace, read, limit)
}

/** One review, open or decided. Throws `not_found`. */
export const readReview = async (
  app: Pick<App, 'consentReviews'>,
  principal: Principal,
  id: ReviewId,
): Promise<ConsentReview> => {
  requireScope(principal, 'read')
  const review = await app.consentReviews.get(principal.workspace, id, 'fresh')
  if (!review) throw notFound('consent review')
  return review
}
