import type { App } from '../app.ts'
import type { Note } from '../conversations/note.ts'
import { type AgentId, orderOf, type WorkspaceId } from '../ids.ts'
import { type CallNeeds, callAgent } from './call-agent.ts'

type Needs = CallNeeds & Pick<App, 'settings'> & { portalUrl: string }

type Mention = Pick<Note, 'id' | 'conversationId'> & {
  mentions: AgentId[]
  /** The agent or program who wrote the note. */
  by?: string
}

/**
 * Calls the agents whom a note mentions, by e-mail and on their devices; open pages are told by the event itself. No words of
 * the note: whoever reads the mailbox or looks at the device may not be who it is for. Safe to repeat.
 */
export const callMentioned = async (app: Needs, workspace: WorkspaceId, mention: Mention): Promise<void> => {
  const others = mention.mentions.filter((id) => id !== mention.by)
  if (others.length === 0) return
  const [settings, author] = await Promise.all([
    app.settings.get(workspace),
    authorOf(app, workspace, mention),
  ])
  const subject = `${author} mentioned you in a note`
  const path = `/c/${mention.conversationId}`
  const body = [`${subject}.`, `Read it: ${app.portalUrl}${path}`].join('\n\n')
  const push = { title: subject, body: '', tag: `mention ${mention.conversationId}`, path }
  const about = orderOf(mention.id)
  for (const id of others)
    await callAgent(app, workspace, id, { kind: 'mentions', settings, email: { subject, body }, push, about })
}

const authorOf = async (app: Needs, workspace: WorkspaceId, { by }: Mention): Promise<string> => {
  const agent = by?.startsWith('agt_') ? await app.agents.get(workspace, by as AgentId) : undefined
  return agent?.name ?? 'Somebody'
}
