import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { TeamId } from '../ids.ts'
import { loadTeam } from './load-team.ts'
import type { Team } from './team.ts'

/** One team. Throws `not_found`. */
export const readTeam = async (app: Pick<App, 'teams'>, principal: Principal, id: TeamId): Promise<Team> => {
  requireScope(principal, 'read')
  return loadTeam(app, principal.workspace, id)
}
