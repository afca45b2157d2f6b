import type { App, StoredRecord } from '../app.ts'
import { DomainError } from '../error.ts'
import { isWritten } from '../retry-on-conflict.ts'
import type { Agent } from './agent.ts'
import type { AgentPrincipal, Principal, ProgramPrincipal } from './principal.ts'

type Needs = Pick<App, 'agents' | 'clock' | 'commit' | 'programs'>

/**
 * Lets whoever has a token of the workspace in, and gives them with the name they are known by. A person whom the sign-in
 * service put into the workspace's group is an agent of it from the first request on, until an admin deactivates them;
 * a program is listed from its first request on. `username` names an agent who has no name yet. Throws `forbidden`.
 */
export const admitPrincipal = (app: Needs, principal: Principal, username: string): Promise<Principal> =>
  principal.kind === 'agent' ? admitAgent(app, principal, username) : admitProgram(app, principal)

const admitAgent = async (app: Needs, principal: AgentPrincipal, username: string): Promise<Principal> => {
  const { workspace, id, role } = principal
  const known = await app.agents.get(workspace, id)
  if (known?.active === false) throw new DomainError('forbidden', 'This agent is deactivated.')
  const facts = { kind: 'agent', workspace, id, active: true, createdAt: app.clock.now() } as const
  const agent: Agent = known ?? { ...facts, name: username, role, version: 0 }
  if (known?.role !== role) await unlessOvertaken(app, { ...agent, role })
  return { ...principal, name: agent.name }
}

const admitProgram = async (app: Needs, principal: ProgramPrincipal): Promise<Principal> => {
  const { workspace, id } = principal
  const known = await app.programs.get(workspace, id)
  const facts = { kind: 'program', workspace, id, name: id, createdAt: app.clock.now() } as const
  if (!known) await unlessOvertaken(app, { ...facts, version: 0 })
  return { ...principal, name: known?.name ?? id }
}

/** Another request of theirs may have been faster. */
const unlessOvertaken = (app: Needs, record: StoredRecord): Promise<boolean> => isWritten(app.commit(record))
