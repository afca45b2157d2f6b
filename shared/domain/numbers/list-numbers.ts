import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { BusinessNumber } from './number.ts'

/** A page of the workspace's numbers, oldest first. */
export const listNumbers = async (
  app: Pick<App, 'cursors' | 'numbers'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<BusinessNumber>> => {
  requireScope(principal, 'read', 'send')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.numbers.page(workspace, { limit: limit + 1, from }), limit)
}
