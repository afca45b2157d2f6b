import type { Agent } from '../agents/agent.ts'
import type { CallKind } from '../agents/preferences.ts'
import type { App } from '../app.ts'
import type { Email } from '../emails/email.ts'
import { emailToStaff, type StaffEmailNeeds } from '../emails/email-to-staff.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'
import { newPush } from '../pushes/push.ts'
import { isWritten } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import type { CallOnDevice } from './notice-words.ts'
import { waysToCall } from './wants-call.ts'

export type CallNeeds = StaffEmailNeeds & Pick<App, 'agents' | 'commit' | 'preferences' | 'pushSubscriptions'>

type Call = {
  kind: CallKind
  settings: Settings
  /** Missing where an e-mail tells them already. */
  email?: { subject: string; body: string } | undefined
  push: CallOnDevice
  /** What it is about, in letters and digits: the agent is told of it once. */
  about: string
  /** Whether they may be told at all, beside what they want. */
  isFor?(agent: Agent): boolean
}

/**
 * Calls an agent by e-mail and on their devices, where they want that for something of this kind, have no quiet time, and can
 * be reached. Safe to repeat: what is written has the id of what it is about and of whom it reaches.
 */
export const callAgent = async (
  app: CallNeeds,
  workspace: WorkspaceId,
  id: AgentId,
  call: Call,
): Promise<void> => {
  const { kind, isFor = () => true } = call
  const [agent, preferences] = await Promise.all([
    app.agents.get(workspace, id),
    app.preferences.get(workspace, id),
  ])
  if (!agent?.active || !isFor(agent)) return
  const { byEmail, byPush } = waysToCall(preferences ?? {}, kind, app.clock.now())
  if (byEmail) await emailAgent(app, agent, call)
  if (byPush) await pushToAgent(app, agent, call)
}

const emailAgent = async (
  app: CallNeeds,
  { workspace, id, email: to }: Agent,
  { settings, email: words, about }: Call,
): Promise<void> => {
  if (!words) return
  const { email } = await emailToStaff(app, { workspace, settings, to, ...words })
  const once: Email['id'] = `eml_${about}${id.slice('agt_'.length)}`
  if (email) await isWritten(app.commit({ ...email, id: once }))
}

/** One for each of their browsers: each succeeds or fails by itself. */
const pushToAgent = async (
  app: CallNeeds,
  { workspace, id: agentId }: Agent,
  { push, about }: Call,
): Promise<void> => {
  const told = { workspace, agentId, ...push }
  for (const { id } of await app.pushSubscriptions.list(workspace, agentId))
    await isWritten(app.commit(newPush(told, about, id, app.clock.now())))
}
