import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import type { Conversation } from './conversation.ts'
import { loadConversation } from './load-conversation.ts'
import { requireReader } from './rights.ts'

/** One conversation. Throws `not_found`, and `forbidden` to an agent for a closed one of others. */
export const readConversation = async (
  app: Pick<App, 'conversations'>,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'read')
  const conversation = await loadConversation(app, principal, id)
  requireReader(principal, conversation)
  return conversation
}
