import type { Principal } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { isAnswer } from '../conversations/with-message.ts'
import { notFound } from '../error.ts'
import { encodeNumber, type MessageId, orderOf, threadRefOf } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { hour } from '../time.ts'

/** How far a burst is followed, in time and in texts: all of it is one transaction. */
const longestBurst = hour
export const mostTexts = 20

/** The text as it is now, if it is in the asker's workspace. Throws `not_found`. */
export const loadText = async (
  app: Pick<App, 'messages'>,
  { workspace }: Principal,
  id: MessageId,
): Promise<Message> => {
  const message = await app.messages.get(workspace, id, 'fresh')
  if (!message) throw notFound('message')
  return message
}

/**
 * The texts with the same phone within an hour of one, oldest first, without it and without Parley's own answers.
 * `earlier`: those before it, too.
 */
export const textsAround = async (
  app: Pick<App, 'messages'>,
  message: Message,
  { earlier }: { earlier: boolean },
): Promise<Message[]> => {
  const { workspace, id, at } = message
  const range = {
    from: earlier ? encodeNumber(Math.max(at - longestBurst, 0), 10) : orderOf(id),
    to: encodeNumber(at + longestBurst, 10),
    limit: 100,
    reading: 'fresh' as Reading,
  }
  const entries = await app.messages.entries(workspace, threadRefOf(id), range)
  return entries
    .filter((entry): entry is Message => entry.kind === 'message')
    .filter((text) => text.id !== id && !isAnswer(text))
    .toReversed()
}

/** Whether somebody filed both at once. */
export const isOfAct = ({ case: one }: Message, { case: other }: Message): boolean =>
  one?.reason === 'by_hand' &&
  other?.reason === 'by_hand' &&
  one.by === other.by &&
  one.at === other.at &&
  one.id === other.id
