import type { App, Reading } from '../app.ts'
import type { OutboundMessage } from '../messages/message.ts'
import type { Conversation } from './conversation.ts'
import { showsChange, withChangedMessage } from './with-message.ts'

/**
 * The conversation to write together with a text to the customer that changed. None for a text outside conversations, and
 * where the conversation shows nothing of the change. `now`: as for withChangedMessage.
 */
export const changedConversation = (
  conversation: Conversation | undefined,
  before: OutboundMessage,
  after: OutboundMessage,
  now?: number,
): Conversation[] =>
  conversation && showsChange(before, after) ? [withChangedMessage(conversation, before, after, now)] : []

/** The same where the conversation is not at hand: it is read only where it shows the change. */
export const loadChangedConversation = async (
  app: Pick<App, 'conversations'>,
  before: OutboundMessage,
  after: OutboundMessage,
  reading: Reading,
): Promise<Conversation[]> => {
  const { workspace, conversationId } = after
  if (!conversationId || !showsChange(before, after)) return []
  return changedConversation(await app.conversations.get(workspace, conversationId, reading), before, after)
}
