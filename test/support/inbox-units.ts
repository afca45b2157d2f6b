import type { Conversation } from '#domain/conversations/conversation.ts'
import { countConversations } from '#domain/conversations/count-conversations.ts'
import { listConversations, type Tab } from '#domain/conversations/list-conversations.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Engine } from './engine.ts'
import { createOffice } from './engine-office.ts'
import { writeConversations } from './many-conversations.ts'

/** The read units that an agent's pages of 25 take where a workspace has these conversations. */
export const measureInbox = async (
  engine: Engine,
  conversations: (workspace: WorkspaceId) => Conversation[],
) => {
  const { app, workspace, ana } = await createOffice(engine)
  await writeConversations(engine, conversations(workspace))
  const measure = async <T>(work: () => Promise<T>) => {
    engine.units()
    const result = await work()
    return { result, read: engine.units().read }
  }
  const page = (tab: Tab, cursor?: string) =>
    measure(() => listConversations(app, ana, { tab, limit: 25, cursor }))
  // The workspace's key for cursors is read once for each instance of a function.
  await page('active')
  const first = await page('active')
  return {
    shown: first.result.records.length,
    first: first.read,
    next: (await page('active', first.result.nextCursor)).read,
    team: (await page('team')).read,
    closed: (await page('closed')).read,
    counts: (await measure(() => countConversations(app, ana))).read,
  }
}
