import type { App, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import type { AgentId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { Agent } from './agent.ts'
import { withAvailability } from './availability.ts'
import { requireDefaultNumber } from './default-number.ts'
import { isAdmin, type Principal } from './principal.ts'
import { readAgent } from './read-agent.ts'
import { tellSignIn } from './tell-sign-in.ts'

type Needs = Pick<App, 'accounts' | 'agents' | 'clock' | 'commit' | 'numbers' | 'settings'>

export type AgentPatch = Patch<Pick<Agent, 'name' | 'email' | 'defaultNumberId' | 'active' | 'role'>> & {
  available?: boolean
}

/**
 * Edits an agent. Everybody may edit themselves, and admins may edit all agents. Only another admin may change an agent's
 * role, or activate or deactivate them: it counts from their next request on, then the sign-in service is told, and who is
 * deactivated leaves their conversations (leaveConversations). Throws `forbidden`, `last_admin`, `no_account`, `agent_deactivated`,
 * `validation_failed` for a number that they may not send from, `precondition_failed`, `not_found`.
 */
export const editAgent = async (
  app: Needs,
  principal: Principal,
  id: AgentId,
  { available, ...patch }: AgentPatch,
  seen?: SeenVersions,
): Promise<Agent> => {
  requireMayEdit(principal, id, patch)
  const edited = await retryOnConflict(app, async () => {
    const agent = await readAgent(app, principal, id)
    requireSeen(agent, seen)
    const next = withSaid(patched(agent, patch), available, app.clock.now())
    await requireDefaultNumber(app, next, patch.defaultNumberId)
    const written = isAdmitted(agent, next) ? next : { ...next, signInPending: true as const }
    await app.commit(written, ...(written === next ? [] : await withSettings(app, agent, next)))
    return asStored(written)
  })
  return edited.signInPending ? tellSignIn(app, principal, id) : edited
}

const requireMayEdit = (principal: Principal, id: AgentId, { active, role }: AgentPatch): void => {
  const self = principal.id === id
  if (!self && !isAdmin(principal)) {
    throw new DomainError('forbidden', 'Only an admin may edit other agents.')
  }
  if (self && (active !== undefined || role !== undefined)) {
    throw new DomainError('forbidden', 'Another admin must change your role, or activate or deactivate you.')
  }
}

/** Who is deactivated is away, and still is when they come back. Throws `agent_deactivated`. */
const withSaid = (agent: Agent, available: boolean | undefined, now: number): Agent => {
  if (!agent.active && available)
    throw new DomainError('agent_deactivated', 'An agent who is deactivated cannot be available.')
  const said = agent.active ? available : false
  return said === undefined ? agent : withAvailability(agent, said, now)
}

/** Whether the sign-in service admits them as before. */
const isAdmitted = (before: Agent, next: Agent): boolean =>
  before.active === next.active && before.role === next.role

/**
 * Who leaves stands in the settings, which every text reads anyway: it is nobody's then, though its conversation had not its
 * turn yet. The settings are written with a role, too: of two admins who demote each other at once only one is faster.
 */
const withSettings = async (
  app: Needs,
  before: Agent,
  { workspace, id, role, active }: Agent,
): Promise<StoredRecord[]> => {
  const settings = await app.settings.get(workspace, 'fresh')
  if (before.role === 'admin' && (role !== 'admin' || !active)) await requireAnotherAdmin(app, before)
  const others = (settings.leavers ?? []).filter((one) => one !== id)
  return [{ ...settings, leavers: active ? others : [...others, id] }]
}

/** Somebody who was invited and never came is none yet. */
const requireAnotherAdmin = async (app: Needs, { workspace, id }: Agent): Promise<void> => {
  const agents = await app.agents.list(workspace, 'fresh')
  const admins = agents.filter(
    ({ role, active, invitedAt }) => role === 'admin' && active && invitedAt === undefined,
  )
  if (admins.some((admin) => admin.id !== id)) return
  throw new DomainError('last_admin', 'Nobody else is an admin: make somebody one first.')
}
