import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { SavedView } from './saved-view.ts'

/** A page of one's own views and the shared ones, oldest first. */
export const listViews = async (
  app: Pick<App, 'cursors' | 'savedViews'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<SavedView>> => {
  requireScope(principal, 'read')
  const { workspace, id } = principal
  const page = { limit: limit + 1, from: await openCursor(app, workspace, cursor) }
  const read = await Promise.all([
    app.savedViews.shared(workspace, page),
    app.savedViews.own(workspace, id, page),
  ])
  const oldestFirst = read.flat().toSorted((a, b) => (a.order < b.order ? -1 : 1))
  return pageOf(app, workspace, oldestFirst, limit)
}
