import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type ConversationId, type EntryOrder, orderOf, threadRefOf } from '../ids.ts'
import { continuations, type ShownMessage, shown } from '../messages/continues.ts'
import type { Message } from '../messages/message.ts'
import { asOf } from '../messages/overdue.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { readConversation } from './read-conversation.ts'

type Needs = Pick<App, 'clock' | 'conversations' | 'cursors' | 'messages'>

/** The messages of a conversation, newest first. Throws as reading the conversation does. */
export const listMessages = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<ShownMessage>> => {
  const conversation = await readConversation(app, principal, id)
  const { workspace, span } = conversation
  const ref = threadRefOf(id)
  const now = app.clock.now()
  const found: { record: Message; order: EntryOrder }[] = []
  let to: EntryOrder | undefined = (await openCursor(app, workspace, cursor)) ?? span.last
  // Other conversations of the same phone may lie between: they are few, and read past.
  while (to !== undefined && found.length <= limit) {
    const size = limit + 2
    const read = await app.messages.entries(workspace, ref, { from: span.first, to, limit: size })
    const last = read.length === size ? read.pop() : undefined
    const mine = read
      .filter((entry) => entry.kind === 'message')
      .filter((message) => message.conversationId === id)
    found.push(...mine.map((record) => ({ record: asOf(record, now), order: orderOf(record.id) })))
    to = last && orderOf(last.id)
  }
  const continued = continuations(found.map(({ record }) => record))
  const told = found.map(({ record, order }) => ({ record: shown(record, continued), order }))
  return pageOf(app, workspace, told, limit)
}
