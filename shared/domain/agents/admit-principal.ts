import { times } from '#wiring/times.ts'
import type { App, StoredRecord } from '../app.ts'
import { DomainError } from '../error.ts'
import { isWritten } from '../retry-on-conflict.ts'
import type { Agent, Role } from './agent.ts'
import type { AgentPrincipal, Principal, ProgramPrincipal } from './principal.ts'

type Needs = Pick<App, 'agents' | 'clock' | 'commit' | 'profiles' | 'programs'>

/** The token of a request beside the principal that it speaks for. */
export type Token = {
  /** As it came, without `Bearer`. */
  text: string
  /** Epoch milliseconds. */
  issuedAt: number
  /** What names an agent whom nothing else names. */
  username: string
}

/**
 * Lets whoever has a token of the workspace in, and gives them with the name they are known by and the role they have. A
 * person whom the sign-in service put into the workspace's group is an agent of it from the first request on, until an
 * admin deactivates them; a program is listed from its first request on. Throws `forbidden`.
 */
export const admitPrincipal = (app: Needs, principal: Principal, token: Token): Promise<Principal> =>
  principal.kind === 'agent' ? admitAgent(app, principal, token) : admitProgram(app, principal)

const admitAgent = async (app: Needs, principal: AgentPrincipal, token: Token): Promise<Principal> => {
  const known = await app.agents.get(principal.workspace, principal.id)
  if (known?.active === false) throw new DomainError('forbidden', 'This agent is deactivated.')
  const { invitedAt, ...agent } = known ?? (await newcomer(app, principal, token))
  const role = roleOf(agent, principal.role, token)
  if (!known || invitedAt !== undefined || known.role !== role) await unlessOvertaken(app, { ...agent, role })
  return { ...principal, role, name: agent.name }
}

/** The token's groups say the role, unless Parley changed it later than the token was issued. */
const roleOf = ({ role, roleChangedAt, signInPending }: Agent, claimed: Role, { issuedAt }: Token): Role => {
  const isOlder = roleChangedAt !== undefined && issuedAt <= roleChangedAt + times.clocksDiffer
  return signInPending || isOlder ? role : claimed
}

/** An agent who was not invited by Parley: the sign-in service is asked, once, what they are called. */
const newcomer = async (
  app: Needs,
  { workspace, id, role }: AgentPrincipal,
  { text, username }: Token,
): Promise<Agent> => {
  const { email, name = email?.split('@')[0] ?? username } = await app.profiles.of(text)
  const createdAt = app.clock.now()
  return { kind: 'agent', workspace, id, name, email, role, active: true, createdAt, version: 0 }
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
