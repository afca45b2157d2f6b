import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type ConversationId, orderOf, threadRefOf } from '../ids.ts'
import { asOf } from '../messages/overdue.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { loadConversation } from './load-conversation.ts'
import type { Entry } from './move-entries.ts'

export type Aged = { entry: Entry; ageSeconds: number }

/**
 * Everything ever said with the phone of this conversation, over all its conversations, and the notes between, newest
 * first, each with its age [S1]. Throws `not_found`.
 */
export const readTimeline = async (
  app: Pick<App, 'clock' | 'conversations' | 'cursors' | 'messages'>,
  principal: Principal,
  id: ConversationId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Aged>> => {
  requireScope(principal, 'read')
  const { workspace } = await loadConversation(app, principal, id)
  const to = await openCursor(app, workspace, cursor)
  const entries = await app.messages.entries(workspace, threadRefOf(id), { to, limit: limit + 1 })
  const now = app.clock.now()
  const aged = entries.map((entry) => ({
    record: {
      entry: entry.kind === 'message' ? asOf(entry, now) : entry,
      ageSeconds: Math.max(0, Math.round((now - timeOf(entry)) / 1000)),
    },
    order: orderOf(entry.id),
  }))
  return pageOf(app, workspace, aged, limit)
}

const timeOf = (entry: Entry): number => (entry.kind === 'message' ? entry.at : entry.createdAt)
