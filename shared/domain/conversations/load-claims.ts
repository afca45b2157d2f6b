import type { App } from '../app.ts'
import type { ConversationId, WorkspaceId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import type { Conversation } from './conversation.ts'

/** Who has the conversation of a text; `participants` had it before, or were let in. */
export type Claim = Pick<Conversation, 'state' | 'claimedBy' | 'claimedAt' | 'participants'>

/** The claims of the conversations of some texts, each read once. */
export const loadClaims = async (
  app: Pick<App, 'conversations'>,
  workspace: WorkspaceId,
  messages: Pick<Message, 'conversationId'>[],
): Promise<Map<ConversationId, Claim>> => {
  const ids = [...new Set(messages.flatMap(({ conversationId }) => conversationId ?? []))]
  const found = await Promise.all(ids.map((id) => app.conversations.get(workspace, id)))
  return new Map(found.filter((one) => one !== undefined).map((one) => [one.id, one]))
}
