import { type Principal, requireAdmin } from '../agents/principal.ts'
import { requireAgents } from '../agents/require-agents.ts'
import type { App } from '../app.ts'
import { editRecord } from '../edit-record.ts'
import type { TeamId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadTeam } from './load-team.ts'
import type { Team } from './team.ts'

type Needs = Pick<App, 'agents' | 'clock' | 'commit' | 'teams'>

/** Throws `validation_failed` for who is no agent, `precondition_failed`, `not_found`, `forbidden`. */
export const editTeam = async (
  app: Needs,
  principal: Principal,
  id: TeamId,
  patch: Patch<Pick<Team, 'name' | 'members'>>,
  seen?: SeenVersions,
): Promise<Team> => {
  requireAdmin(principal)
  const { workspace } = principal
  await requireAgents(app, workspace, patch.members ?? [], 'members')
  return editRecord(app, {
    read: () => loadTeam(app, workspace, id),
    seen,
    change: (team) => patched(team, patch),
  })
}
