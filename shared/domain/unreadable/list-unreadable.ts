import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Unreadable } from './unreadable.ts'

/** A page of what could not be read, newest first. Throws `forbidden`: it holds words and phones of anybody. */
export const listUnreadable = async (
  app: Pick<App, 'cursors' | 'unreadable'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Unreadable>> => {
  requireAdmin(principal)
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.unreadable.page(workspace, { limit: limit + 1, from }), limit)
}
