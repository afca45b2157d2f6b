import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import type { AgentId, NumberId, TeamId, WorkspaceId } from '../ids.ts'
import { requireAll } from '../require-all.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Agent } from './agent.ts'
import { requireDefaultNumber } from './default-number.ts'
import { type Principal, requireAdmin } from './principal.ts'

type Needs = Pick<App, 'accounts' | 'agents' | 'clock' | 'commit' | 'numbers' | 'teams'>

export type Invitation = Pick<Agent, 'name' | 'role'> & {
  email: string
  teamIds: TeamId[]
  defaultNumberId?: NumberId
}

/**
 * Opens an account for somebody, which mails them the invitation, and makes them an agent. Safe to repeat: where an
 * earlier request ended in between, the account is there, and only the rest is done. Throws `email_taken`,
 * `validation_failed` for teams and numbers that do not fit, `forbidden` unless an admin asks.
 */
export const inviteAgent = async (
  app: Needs,
  principal: Principal,
  { teamIds, ...invitation }: Invitation,
): Promise<Agent> => {
  requireAdmin(principal)
  const facts = { ...invitation, workspace: principal.workspace, email: invitation.email.toLowerCase() }
  await requireUnknown(app, facts)
  await loadTeams(app, facts.workspace, teamIds)
  await requireDefaultNumber(app, { ...facts, id: nobody }, facts.defaultNumberId)
  const agent = newAgent(app, await openAccount(app, facts), facts)
  await app.accounts.update(agent)
  return retryOnConflict(app, async () => {
    if (await app.agents.get(agent.workspace, agent.id, 'fresh')) throw emailTaken(agent.id)
    const teams = await loadTeams(app, agent.workspace, teamIds)
    await app.commit(agent, ...teams.map((team) => ({ ...team, members: [...team.members, agent.id] })))
    return asStored(agent)
  })
}

/** The users of a number are agents who are there already. */
const nobody: AgentId = 'agt_'

type Facts = Omit<Invitation, 'teamIds'> & { workspace: WorkspaceId }

const newAgent = (app: Needs, id: AgentId, facts: Facts): Agent => {
  const now = app.clock.now()
  return {
    kind: 'agent',
    id,
    ...facts,
    active: true,
    createdAt: now,
    invitedAt: now,
    roleChangedAt: now,
    version: 0,
  }
}

const requireUnknown = async (app: Needs, { workspace, email }: Facts): Promise<void> => {
  const agents = await app.agents.list(workspace, 'fresh')
  const known = agents.find((agent) => agent.email?.toLowerCase() === email)
  if (known) throw emailTaken(known.id)
}

const openAccount = async (app: Needs, { workspace, email, name }: Facts): Promise<AgentId> => {
  const { id, workspaces } = await app.accounts.open({ email, name })
  if (workspaces.some((other) => other !== workspace)) throw emailTaken()
  return id
}

const emailTaken = (agentId?: AgentId): DomainError =>
  agentId
    ? new DomainError('email_taken', 'An agent of the workspace has this e-mail address.', {
        agent_id: agentId,
      })
    : new DomainError('email_taken', 'Somebody else signs in with this e-mail address.')

const loadTeams = async (app: Needs, workspace: WorkspaceId, ids: TeamId[]) => {
  const teams = await Promise.all([...new Set(ids)].map((id) => app.teams.get(workspace, id, 'fresh')))
  return requireAll(teams, { path: 'team_ids', record: 'team' })
}
