import type { Conversation } from '#domain/conversations/conversation.ts'
import { countConversations } from '#domain/conversations/count-conversations.ts'
import { expandConversations } from '#domain/conversations/expand-conversations.ts'
import { listConversations, type Tab } from '#domain/conversations/list-conversations.ts'
import { markRead, markUnread } from '#domain/conversations/mark-read.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Engine } from './engine.ts'
import { createOffice } from './engine-office.ts'
import { writeConversations } from './many-conversations.ts'

/**
 * The read units that an agent's pages of 25 take where a workspace has these conversations and the agent has looked at
 * as many as are remembered, and the write units of one more look.
 */
export const measureInbox = async (
  engine: Engine,
  conversations: (workspace: WorkspaceId) => Conversation[],
) => {
  const { app, workspace, ana } = await createOffice(engine)
  await writeConversations(engine, conversations(workspace))
  const measure = async <T>(work: () => Promise<T>) => {
    engine.units()
    const result = await work()
    return { result, ...engine.units() }
  }
  const page = (tab: Tab, cursor?: string) =>
    measure(() => listConversations(app, ana, { tab, limit: 25, cursor }))
  // The workspace's key for cursors is read once for each instance of a function.
  await page('active')
  const { records } = await listConversations(app, ana, { tab: 'active', limit: 100 })
  for (const { id } of records.slice(0, 40)) await markRead(app, ana, id)
  for (const { id } of records.slice(40, 50)) await markUnread(app, ana, id)
  const first = await page('active')
  const [last] = records.slice(-1)
  const look = await measure(() => markRead(app, ana, last?.id ?? 'cnv_'))
  const { phone = '' } = last ?? {}
  return {
    shown: first.result.records.length,
    first: first.read,
    next: (await page('active', first.result.nextCursor)).read,
    team: (await page('team')).read,
    waiting: (await measure(() => listConversations(app, ana, { sort: 'waiting', limit: 100 }))).read,
    closed: (await page('closed')).read,
    ofCustomer: (await measure(() => listConversations(app, ana, { phone, limit: 25 }))).read,
    expanded: (
      await measure(() => expandConversations(app, first.result.records, ['contact', 'number', 'agent']))
    ).read,
    look: { read: look.read, write: look.write },
    counts: (await measure(() => countConversations(app, ana))).read,
  }
}
