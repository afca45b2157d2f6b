import { type Principal, requireScope } from '../agents/principal.ts'
import { requireAgents } from '../agents/require-agents.ts'
import type { App } from '../app.ts'
import type { AgentId, ConversationId } from '../ids.ts'
import { loadConversation } from './load-conversation.ts'
import { newNote } from './new-note.ts'
import type { Note } from './note.ts'
import { requireAccess } from './rights.ts'

/**
 * Writes a note into a conversation; the agents whom it mentions are called. Throws `forbidden` for agents whom a claimed
 * conversation does not concern, `validation_failed` where one of the mentioned does not exist.
 */
export const addNote = async (
  app: Pick<App, 'agents' | 'randomId' | 'clock' | 'commit' | 'conversations'>,
  principal: Principal,
  id: ConversationId,
  { body, mentions = [] }: { body: string; mentions?: AgentId[] },
): Promise<Note> => {
  requireScope(principal, 'manage')
  const conversation = await loadConversation(app, principal, id)
  requireAccess(principal, conversation)
  const mentioned = [...new Set(mentions)]
  await requireAgents(app, principal.workspace, mentioned, 'mentions')
  const note = newNote(app, {
    workspace: principal.workspace,
    conversationId: id,
    body,
    writtenBy: principal.id,
    ...(mentioned.length > 0 && { mentions: mentioned }),
  })
  await app.commit(note)
  return note
}
