import type { App, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import type { AgentId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { Agent } from './agent.ts'
import { mayUse } from './number-user.ts'
import { isAdmin, type Principal } from './principal.ts'
import { readAgent } from './read-agent.ts'

type Needs = Pick<App, 'agents' | 'clock' | 'commit' | 'numbers' | 'settings'>

export type AgentPatch = Patch<Pick<Agent, 'name' | 'email' | 'defaultNumberId' | 'active'>>

/**
 * Edits an agent. Everybody may edit themselves, and admins may edit all agents. Only another admin may activate or
 * deactivate an agent: their next request is refused, and they leave their conversations (leaveConversations). Throws
 * `forbidden`, `validation_failed` for a number that they may not send from, `precondition_failed`, `not_found`.
 */
export const editAgent = async (
  app: Needs,
  principal: Principal,
  id: AgentId,
  patch: AgentPatch,
  seen?: SeenVersions,
): Promise<Agent> => {
  requireMayEdit(principal, id, patch)
  return retryOnConflict(app, async () => {
    const agent = await readAgent(app, principal, id)
    requireSeen(agent, seen)
    await requireNumber(app, agent, patch)
    const next = patched(agent, patch)
    await app.commit(next, ...(next.active === agent.active ? [] : await withLeaver(app, next)))
    return asStored(next)
  })
}

const requireMayEdit = (principal: Principal, id: AgentId, { active }: AgentPatch): void => {
  const self = principal.id === id
  if (!self && !isAdmin(principal)) {
    throw new DomainError('forbidden', 'Only an admin may edit other agents.')
  }
  if (self && active !== undefined) {
    throw new DomainError('forbidden', 'Another admin must activate or deactivate you.')
  }
}

const requireNumber = async (app: Needs, agent: Agent, { defaultNumberId: id }: AgentPatch) => {
  if (!id) return
  const number = await app.numbers.get(agent.workspace, id)
  if (!number) throw unfit('There is no such number.')
  if (!mayUse(agent, number)) throw unfit('The agent is not among the users of this number.')
}

const unfit = (detail: string) =>
  new DomainError('validation_failed', detail, { errors: [{ path: 'default_number_id', detail }] })

/**
 * Who leaves stands in the settings, which every text reads anyway: it is nobody's then, though its conversation had not its
 * turn yet.
 */
const withLeaver = async (app: Needs, { workspace, id, active }: Agent): Promise<StoredRecord[]> => {
  const settings = await app.settings.get(workspace, 'fresh')
  const others = (settings.leavers ?? []).filter((one) => one !== id)
  return [{ ...settings, leavers: active ? others : [...others, id] }]
}
