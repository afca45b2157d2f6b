import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { deleteRecord, type EditNeeds } from '../edit-record.ts'
import { DomainError } from '../error.ts'
import type { TeamId, WorkspaceId } from '../ids.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadTeam } from './load-team.ts'

type Needs = EditNeeds & Pick<App, 'numbers' | 'teams'>

/**
 * Dissolves a team; its conversations keep naming it, as history. Throws `team_in_use` with the numbers that are
 * assigned to it, `precondition_failed`, `not_found`, `forbidden`.
 */
export const deleteTeam = async (
  app: Needs,
  principal: Principal,
  id: TeamId,
  seen?: SeenVersions,
): Promise<void> => {
  requireAdmin(principal)
  const { workspace } = principal
  await deleteRecord(app, {
    read: () => loadTeam(app, workspace, id),
    seen,
    requireUnused: () => requireNoNumbers(app, workspace, id),
  })
}

const requireNoNumbers = async (
  app: Pick<App, 'numbers'>,
  workspace: WorkspaceId,
  id: TeamId,
): Promise<void> => {
  const numbers = (await app.numbers.list(workspace)).filter(({ teamId }) => teamId === id)
  if (numbers.length === 0) return
  throw new DomainError('team_in_use', 'Numbers are assigned to this team: give them to another one first.', {
    number_ids: numbers.map((number) => number.id),
  })
}
