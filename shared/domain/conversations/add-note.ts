import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import { loadConversation } from './load-conversation.ts'
import { newNote } from './new-note.ts'
import type { Note } from './note.ts'
import { requireAccess } from './rights.ts'

/** Writes a note into a conversation. Throws `forbidden` for agents whom a claimed conversation does not concern. */
export const addNote = async (
  app: Pick<App, 'randomId' | 'clock' | 'commit' | 'conversations'>,
  principal: Principal,
  id: ConversationId,
  { body }: { body: string },
): Promise<Note> => {
  requireScope(principal, 'manage')
  const conversation = await loadConversation(app, principal, id)
  requireAccess(principal, conversation)
  const note = newNote(app, {
    workspace: principal.workspace,
    conversationId: id,
    body,
    writtenBy: principal.id,
  })
  await app.commit(note)
  return note
}
