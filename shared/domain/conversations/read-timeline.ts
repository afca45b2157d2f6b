import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type ConversationId, orderOf, threadRefOf } from '../ids.ts'
import { continuations, type ShownMessage, shown } from '../messages/continues.ts'
import { asOf } from '../messages/overdue.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Entry } from './move-entries.ts'
import type { Note } from './note.ts'
import { readConversation } from './read-conversation.ts'
import { onlyReadable } from './readable.ts'
import { isFree, isInvolved } from './rights.ts'

export type Aged = { entry: ShownMessage | Note; ageSeconds: number }

/**
 * Everything ever said with the phone of this conversation, over all its conversations, and the notes between, newest
 * first, each with its age [S1]. Of others' conversation an agent without a part in it sees nothing that is closed. Throws
 * as reading the conversation does.
 */
export const readTimeline = async (
  app: Pick<App, 'clock' | 'conversations' | 'cursors' | 'messages'>,
  principal: Principal,
  id: ConversationId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Aged>> => {
  const conversation = await readConversation(app, principal, id)
  const { workspace } = conversation
  const to = await openCursor(app, workspace, cursor)
  const entries = await app.messages.entries(workspace, threadRefOf(id), { to, limit: limit + 1 })
  const now = app.clock.now()
  const continued = continuations(entries)
  const aged = entries.map((entry) => ({
    record: agedEntry(entry, continued, now),
    order: orderOf(entry.id),
  }))
  const page = await pageOf(app, workspace, aged, limit)
  if (isInvolved(principal, conversation) || isFree(conversation)) return page
  return { ...page, records: await onlyReadable(app, principal, page.records, ({ entry }) => entry) }
}

/** An entry as it is shown, with its age. */
export const agedEntry = (entry: Entry, continued: ReturnType<typeof continuations>, now: number): Aged => ({
  entry: entry.kind === 'message' ? shown(asOf(entry, now), continued) : entry,
  ageSeconds: Math.max(0, Math.round((now - timeOf(entry)) / 1000)),
})

const timeOf = (entry: Entry): number => (entry.kind === 'message' ? entry.at : entry.createdAt)
