import type { App } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { TeamId, WorkspaceId } from '../ids.ts'
import type { Team } from './team.ts'

/** The team, if the workspace has it. Throws `not_found`. */
export const loadTeam = async (
  app: Pick<App, 'teams'>,
  workspace: WorkspaceId,
  id: TeamId,
): Promise<Team> => {
  const team = await app.teams.get(workspace, id, 'fresh')
  if (!team) throw notFound('team')
  return team
}

/** Throws `validation_failed` where the workspace has no such team. */
export const requireTeam = async (
  app: Pick<App, 'teams'>,
  workspace: WorkspaceId,
  id: TeamId,
): Promise<void> => {
  if (!(await app.teams.get(workspace, id))) throw noSuchTeam()
}

export const noSuchTeam = (): DomainError => {
  const errors = [{ path: 'team_id', detail: 'There is no such team.' }]
  return new DomainError('validation_failed', 'The team does not exist.', { errors })
}
