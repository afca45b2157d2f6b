import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { TeamId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { loadTeam } from './load-team.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'numbers' | 'teams'>

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
  await retryOnConflict(app, async () => {
    const team = await loadTeam(app, workspace, id)
    requireSeen(team, seen)
    const numbers = (await app.numbers.list(workspace)).filter(({ teamId }) => teamId === id)
    if (numbers.length > 0) {
      throw new DomainError(
        'team_in_use',
        'Numbers are assigned to this team: give them to another one first.',
        {
          number_ids: numbers.map((number) => number.id),
        },
      )
    }
    await app.commit({ remove: team })
  })
}
