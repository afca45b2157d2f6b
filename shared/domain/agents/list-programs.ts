import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { type Principal, requireScope } from './principal.ts'
import type { Program } from './program.ts'

/** A page of the programs that have called the API of the workspace, by their ids. */
export const listPrograms = async (
  app: Pick<App, 'cursors' | 'programs'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Program>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.programs.page(workspace, { limit: limit + 1, from }), limit)
}
