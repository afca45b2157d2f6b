import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Team } from './team.ts'

/** A page of the workspace's teams, oldest first. */
export const listTeams = async (
  app: Pick<App, 'cursors' | 'teams'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Team>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.teams.page(workspace, { limit: limit + 1, from }), limit)
}
