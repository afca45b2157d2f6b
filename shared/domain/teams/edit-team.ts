import { type Principal, requireAdmin } from '../agents/principal.ts'
import { requireAgents } from '../agents/require-agents.ts'
import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import { requireHours } from '../hours/load-hours.ts'
import type { TeamId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadTeam } from './load-team.ts'
import type { Team } from './team.ts'

type Needs = EditNeeds & Pick<App, 'agents' | 'hours' | 'teams'>

/**
 * Edits a team as an admin. Throws `validation_failed` where a member or the hours do not exist, `precondition_failed`,
 * `not_found`, `forbidden`.
 */
export const editTeam = async (
  app: Needs,
  principal: Principal,
  id: TeamId,
  patch: Patch<Pick<Team, 'name' | 'members' | 'hoursId'>>,
  seen?: SeenVersions,
): Promise<Team> => {
  requireAdmin(principal)
  const { workspace } = principal
  await requireAgents(app, workspace, patch.members ?? [], 'members')
  if (patch.hoursId) await requireHours(app, workspace, patch.hoursId)
  return editRecord(app, {
    read: () => loadTeam(app, workspace, id),
    seen,
    change: (team) => patched(team, patch),
  })
}
