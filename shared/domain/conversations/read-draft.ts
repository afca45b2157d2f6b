import { type Principal, requirePerson } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import type { Draft } from './draft.ts'
import { readConversation } from './read-conversation.ts'

/** The asking agent's draft, empty where there is none. Throws as reading the conversation does, `forbidden` for programs. */
export const readDraft = async (
  app: Pick<App, 'conversations' | 'drafts'>,
  principal: Principal,
  conversationId: ConversationId,
): Promise<Draft> => {
  const { workspace } = await readConversation(app, principal, conversationId)
  const { id: agentId } = requirePerson(principal, 'Only people write drafts.')
  const of = { workspace, agentId, conversationId }
  return (await app.drafts.get(of)) ?? { kind: 'draft', ...of, body: '', expiresAt: 0, version: 0 }
}
