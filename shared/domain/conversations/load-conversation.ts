import type { Principal } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { ConflictError, notFound } from '../error.ts'
import type { ConversationId } from '../ids.ts'
import type { Thread } from '../threads/thread.ts'
import type { Conversation } from './conversation.ts'

/** The conversation, if it is in the asker's workspace. Throws `not_found`. */
export const loadConversation = async (
  app: Pick<App, 'conversations'>,
  { workspace }: Pick<Principal, 'workspace'>,
  id: ConversationId,
  reading: Reading = 'fresh',
): Promise<Conversation> => {
  const conversation = await app.conversations.get(workspace, id, reading)
  if (!conversation) throw notFound('conversation')
  return conversation
}

/** The thread that a stored conversation belongs to. */
export const loadThread = async (
  app: Pick<App, 'threads'>,
  { workspace, phone }: Pick<Conversation, 'workspace' | 'phone'>,
  reading: Reading = 'fresh',
): Promise<Thread> => {
  const thread = await app.threads.byPhone(workspace, phone, reading)
  if (!thread) throw new ConflictError([])
  return thread
}
