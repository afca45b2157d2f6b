import { type Principal, requireAdmin } from '../agents/principal.ts'
import { requireAgents } from '../agents/require-agents.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { sortableId } from '../ids.ts'
import type { Team } from './team.ts'

type Needs = Pick<App, 'agents' | 'randomId' | 'clock' | 'commit'>

/** Creates a team of agents. Throws `validation_failed` where a member is no agent, `forbidden` unless an admin asks. */
export const createTeam = async (
  app: Needs,
  principal: Principal,
  { name, members }: Pick<Team, 'name' | 'members'>,
): Promise<Team> => {
  requireAdmin(principal)
  const { workspace } = principal
  await requireAgents(app, workspace, members, 'members')
  const createdAt = app.clock.now()
  const id = sortableId('tem', createdAt, app.randomId)
  const team: Team = { kind: 'team', workspace, id, name, members, createdAt, version: 0 }
  await app.commit(team)
  return asStored(team)
}
