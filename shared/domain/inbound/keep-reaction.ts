import type { App, StoredRecord } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { withReactionText } from '../conversations/with-message.ts'
import type { InboundMessage, OutboundMessage } from '../messages/message.ts'
import { withReaction } from '../messages/reaction.ts'
import { findReacted } from './find-reacted.ts'
import type { Place, Placing } from './place-text.ts'
import { type ReadReaction, readReaction } from './read-reaction.ts'

/** A reaction, and the text of ours that it is about, where that is known. */
export type FoundReaction = { read: ReadReaction; reacted?: OutboundMessage }

/** The reaction that a text is, if it is one. Only a text in the form of a reaction costs a reading. */
export const findReaction = async (
  app: Pick<App, 'messages'>,
  { inbound, thread, number, reading }: Placing,
): Promise<FoundReaction | undefined> => {
  const read = readReaction(inbound.body)
  if (!read) return undefined
  const { quotation } = read
  const reacted = quotation ? await findReacted(app, thread, number, quotation, reading) : undefined
  return reacted || read.certain ? { read, reacted } : undefined
}

/**
 * A reaction is no reply: it opens, reopens and closes nothing. With a text of ours it goes only into the timeline of its
 * phone, for it is shown on that text; without one it is among the messages of the open conversation, if there is one.
 */
export const placeReaction = async (
  app: Pick<App, 'conversations'>,
  placing: Placing,
  { reacted }: FoundReaction,
): Promise<Place> => {
  const apart = { decision: 'keep_apart', reason: reacted ? 'reaction' : 'reaction_alone' }
  const place = { threading: apart, thread: placing.thread, others: [] }
  const conversation = reacted ? undefined : await openConversation(app, placing)
  return conversation
    ? { ...place, conversation, threading: { decision: 'append', reason: 'conversation_open' } }
    : place
}

/** What a reaction changes besides the text itself: its message, or what the open conversation spans. */
export const reactionChanges = (
  message: InboundMessage,
  { read, reacted }: FoundReaction,
  conversation: Conversation | undefined,
): StoredRecord[] => {
  if (!reacted) return conversation ? [withReactionText(conversation, message)] : []
  const { emoji, removed } = read
  const reaction = { emoji, by: message.from, at: message.at, ...(removed && { removed }) }
  return [{ ...reacted, reactions: withReaction(reacted.reactions, reaction) }]
}
