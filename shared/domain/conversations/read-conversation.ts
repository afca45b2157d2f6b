import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import type { Conversation } from './conversation.ts'
import { loadConversation } from './load-conversation.ts'

/** One conversation. Throws `not_found`. */
export const readConversation = async (
  app: Pick<App, 'conversations'>,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'read')
  return loadConversation(app, principal, id)
}
