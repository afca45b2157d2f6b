import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { deleteRecord, type EditNeeds } from '../edit-record.ts'
import { DomainError } from '../error.ts'
import type { HoursId, TeamId, WorkspaceId } from '../ids.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadHours } from './load-hours.ts'

type Needs = EditNeeds & Pick<App, 'hours' | 'numbers' | 'teams'>

/**
 * Deletes business hours. Throws `hours_in_use` with the numbers and teams that have them, `precondition_failed`,
 * `not_found`, `forbidden`.
 */
export const deleteHours = async (
  app: Needs,
  principal: Principal,
  id: HoursId,
  seen?: SeenVersions,
): Promise<void> => {
  requireAdmin(principal)
  const { workspace } = principal
  await deleteRecord(app, {
    read: () => loadHours(app, workspace, id),
    seen,
    requireUnused: () => requireUnused(app, workspace, id),
  })
}

const requireUnused = async (app: Needs, workspace: WorkspaceId, id: HoursId): Promise<void> => {
  const numbers = (await app.numbers.list(workspace)).filter(({ hoursId }) => hoursId === id)
  const teams = await teamsWith(app, workspace, id)
  if (numbers.length + teams.length === 0) return
  throw new DomainError('hours_in_use', 'Numbers or teams have these hours: give them others first.', {
    number_ids: numbers.map((number) => number.id),
    team_ids: teams,
  })
}

const teamsWith = async (app: Needs, workspace: WorkspaceId, id: HoursId): Promise<TeamId[]> => {
  const found: TeamId[] = []
  let from: string | undefined
  do {
    const page = await app.teams.page(workspace, { limit: 101, from })
    from = page.length > 100 ? page.pop()?.order : undefined
    found.push(...page.filter(({ record }) => record.hoursId === id).map(({ record }) => record.id))
  } while (from)
  return found
}
