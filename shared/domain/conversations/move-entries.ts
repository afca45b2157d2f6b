import type { App, EntryRange } from '../app.ts'
import { DomainError } from '../error.ts'
import {
  type ConversationId,
  type EntryOrder,
  encodeNumber,
  orderOf,
  threadRefOf,
  timeOfOrder,
} from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { day } from '../time.ts'
import type { Conversation } from './conversation.ts'
import type { Note } from './note.ts'
import { isAnswer, withAnswer, withMessage } from './with-message.ts'

/** What stands in a thread. */
export type Entry = Message | Note

/** A transaction takes a hundred records; some are needed for the conversations themselves. */
const mostMoved = 80
const pageSize = 200

/** The entries of a conversation from an order on, oldest first. Throws `too_many_messages` beyond eighty. */
export const readMovable = async (
  app: Pick<App, 'messages'>,
  conversation: Conversation,
  from?: EntryOrder,
): Promise<Entry[]> => {
  const found = await readEntries(app, conversation, { from, most: mostMoved })
  if (found.length <= mostMoved) return found
  throw new DomainError('too_many_messages', `At most ${mostMoved} messages and notes can be moved.`)
}

type Between = { from?: EntryOrder; to?: EntryOrder; most?: number }

/** The entries of a conversation between two orders, oldest first; only the newest, where there are more than `most`. */
export const readEntries = async (
  app: Pick<App, 'messages'>,
  { workspace, id, span }: Conversation,
  { from = dayBefore(span.first), to = '~', most = Number.POSITIVE_INFINITY }: Between = {},
): Promise<Entry[]> => {
  const found: Entry[] = []
  let next: EntryOrder | undefined = to
  while (next !== undefined && found.length <= most) {
    const range: EntryRange = { from, to: next, limit: pageSize, reading: 'fresh' }
    const read = await app.messages.entries(workspace, threadRefOf(id), range)
    const last = read.length === pageSize ? read.pop() : undefined
    found.push(...read.filter((entry) => entry.conversationId === id))
    next = last && orderOf(last.id)
  }
  return found.toReversed()
}

/** Notes stand where our clock puts them, which may be before the first text if the carrier's clock is ahead. */
const dayBefore = (order: EntryOrder): EntryOrder => encodeNumber(Math.max(0, timeOfOrder(order) - day), 10)

export const moveTo = (entries: Entry[], conversationId: ConversationId): Entry[] =>
  entries.map((entry) => ({ ...entry, conversationId }))

/** What is shown of a conversation that has these entries, oldest first, and where they are in the thread. */
export const withEntries = (conversation: Conversation, entries: Entry[]): Conversation => {
  const messages = entries.filter((entry) => entry.kind === 'message')
  const said = messages.reduce(withSaid, withoutMessages(conversation))
  const orders = entries.map(({ id }) => orderOf(id))
  return {
    ...said,
    ...(said.lastInboundAt === undefined && numberOf(messages)),
    span: { first: orders[0] ?? conversation.span.first, last: orders.at(-1) ?? conversation.span.last },
    lastActivityAt: said.lastMessage?.at ?? conversation.openedAt,
    unreadFrom: said.unreadFrom && (conversation.unreadFrom ?? said.unreadFrom),
  }
}

/** Where the customer has not written, replies leave from the number of what we wrote last. */
const numberOf = (messages: Message[]): Partial<Conversation> => {
  const last = messages.findLast((message) => !isAnswer(message))
  return last ? { numberId: last.numberId, numberAddress: last.from } : {}
}

const withSaid = (conversation: Conversation, message: Message): Conversation =>
  message.direction === 'outbound' && isAnswer(message)
    ? withAnswer(conversation, message)
    : withMessage(conversation, message)

/** Everything but what follows from its messages. */
const withoutMessages = ({
  lastMessage,
  lastInboundAt,
  lastOutboundAt,
  waitingSince,
  answered,
  firstReplyAt,
  heldCount,
  unreadFrom,
  case: _,
  ...rest
}: Conversation): Conversation => rest

/** The plain words to be decided on as an opt-out stay with the text they are in. */
export const withReviewOf = (
  { consentReview: _, ...conversation }: Conversation,
  { consentReview }: Conversation,
  entries: Entry[],
): Conversation =>
  consentReview && entries.some(({ id }) => id === consentReview.messageId)
    ? { ...conversation, consentReview }
    : conversation
