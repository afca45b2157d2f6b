import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import { type ConversationId, type EntryOrder, orderOf, threadRefOf } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import type { Note } from '../notes/note.ts'
import { type Conversation, lastMessageOf } from './conversation.ts'

/** What stands in a thread. */
export type Entry = Message | Note

/** A transaction takes a hundred records; some are needed for the conversations themselves. */
const mostMoved = 80
const pageSize = 200

/** The entries of a conversation between two orders, oldest first. Throws `too_many_messages` beyond eighty. */
export const readMovable = async (
  app: Pick<App, 'messages'>,
  { workspace, id }: Conversation,
  from: EntryOrder = '',
): Promise<Entry[]> => {
  const found: Entry[] = []
  let to: EntryOrder | undefined = '~'
  while (to !== undefined) {
    const read: Entry[] = await app.messages.entries(workspace, threadRefOf(id), {
      from,
      to,
      limit: pageSize,
    })
    const last = read.length === pageSize ? read.pop() : undefined
    found.push(...read.filter((entry) => entry.conversationId === id))
    if (found.length > mostMoved) {
      throw new DomainError('too_many_messages', `At most ${mostMoved} messages and notes can be moved.`)
    }
    to = last && orderOf(last.id)
  }
  return found.toReversed()
}

export const moveTo = (entries: Entry[], conversationId: ConversationId): Entry[] =>
  entries.map((entry) => ({ ...entry, conversationId }))

/** What is shown of a conversation that has these entries, oldest first, and where they are in the thread. */
export const withEntries = (conversation: Conversation, entries: Entry[]): Conversation => {
  const messages = entries.filter((entry) => entry.kind === 'message')
  const last = messages.at(-1)
  const newest = (direction: Message['direction']) =>
    messages.findLast((message) => message.direction === direction)?.at
  const orders = entries.map(({ id }) => orderOf(id))
  return {
    ...conversation,
    span: { first: orders[0] ?? conversation.span.first, last: orders.at(-1) ?? conversation.span.last },
    lastMessage: last && lastMessageOf(last),
    lastInboundAt: newest('inbound'),
    lastOutboundAt: newest('outbound'),
    lastActivityAt: last?.at ?? conversation.openedAt,
  }
}
