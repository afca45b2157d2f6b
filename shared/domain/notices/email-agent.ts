import type { Agent } from '../agents/agent.ts'
import type { CallKind } from '../agents/preferences.ts'
import type { App } from '../app.ts'
import type { Email } from '../emails/email.ts'
import { emailToStaff, type StaffEmailNeeds } from '../emails/email-to-staff.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'
import { isWritten } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import { wantsCall } from './wants-call.ts'

export type EmailAgentNeeds = StaffEmailNeeds & Pick<App, 'agents' | 'commit' | 'preferences'>

type Call = {
  kind: CallKind
  settings: Settings
  subject: string
  body: string
  /** What it is about, in letters and digits: the agent is told of it once. */
  about: string
  /** Whether they may be told at all, beside what they want. */
  isFor?(agent: Agent): boolean
}

/**
 * Calls an agent by e-mail, where they want that for something of this kind, have no quiet time, and can be reached. Safe to
 * repeat: the e-mail has the id of what it is about and of the agent.
 */
export const emailAgent = async (
  app: EmailAgentNeeds,
  workspace: WorkspaceId,
  id: AgentId,
  { kind, settings, subject, body, about, isFor = () => true }: Call,
): Promise<void> => {
  const [agent, preferences] = await Promise.all([
    app.agents.get(workspace, id),
    app.preferences.get(workspace, id),
  ])
  if (!agent?.active || !isFor(agent)) return
  if (!wantsCall(preferences ?? {}, kind, app.clock.now())) return
  const { email } = await emailToStaff(app, { workspace, settings, to: agent.email, subject, body })
  const once: Email['id'] = `eml_${about}${id.slice('agt_'.length)}`
  if (email) await isWritten(app.commit({ ...email, id: once }))
}
