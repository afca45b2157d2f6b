import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import { type EntryOrder, orderOf, threadRefOf } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { withdrawn } from '../messages/withdrawn.ts'
import type { Conversation } from './conversation.ts'
import { withChangedMessage } from './with-message.ts'

/** What becomes of the texts that wait in a conversation that is closed: they leave at their hour, or are withdrawn. */
export type ScheduledChoice = 'keep' | 'cancel'

type Settled = { conversation: Conversation; canceled: OutboundMessage[] }

const pageSize = 100
/** A transaction takes a hundred records; some are needed for what else is written. */
const mostCanceled = 80

/**
 * The conversation as it may be closed, and the texts that are withdrawn with it. Nothing is read where none waits. Throws
 * `scheduled_messages` with their ids where the closer has not said what becomes of them, `too_many_messages`.
 */
export const settleScheduled = async (
  app: Pick<App, 'messages'>,
  conversation: Conversation,
  choice: ScheduledChoice | undefined,
): Promise<Settled> => {
  if (!conversation.heldCount || choice === 'keep') return { conversation, canceled: [] }
  const held = await readHeld(app, conversation, conversation.heldCount)
  if (choice === 'cancel') return withoutScheduled(conversation, held)
  if (held.length === 0) return { conversation, canceled: [] }
  throw new DomainError(
    'scheduled_messages',
    'Texts wait in this conversation: say whether they are kept or canceled.',
    { conversation_id: conversation.id, message_ids: held.map(({ id }) => id).slice(0, pageSize) },
  )
}

const withoutScheduled = (conversation: Conversation, held: OutboundMessage[]): Settled => {
  if (held.length > mostCanceled) {
    throw new DomainError('too_many_messages', `At most ${mostCanceled} texts can be canceled at once.`)
  }
  const canceled = held.map(withdrawn)
  const settled = held.reduce(
    (left, message) => withChangedMessage(left, message, withdrawn(message)),
    conversation,
  )
  return { conversation: settled, canceled }
}

/** The held texts of a conversation, newest first: what waits is hardly ever far from its end. */
const readHeld = async (
  app: Pick<App, 'messages'>,
  { workspace, id, span }: Conversation,
  count: number,
): Promise<OutboundMessage[]> => {
  const found: OutboundMessage[] = []
  let to: EntryOrder | undefined = span.last
  while (to !== undefined && found.length < count) {
    const range = { from: span.first, to, limit: pageSize + 1, reading: 'fresh' } as const
    const read = await app.messages.entries(workspace, threadRefOf(id), range)
    for (const entry of read.slice(0, pageSize)) {
      if (entry.kind !== 'message' || entry.direction === 'inbound') continue
      if (entry.conversationId === id && entry.status === 'held') found.push(entry)
    }
    const next = read[pageSize]
    to = next && orderOf(next.id)
  }
  return found
}
