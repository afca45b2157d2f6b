import type { App, Reading } from '../app.ts'
import { ConflictError } from '../error.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import { openHead, type Thread } from '../threads/thread.ts'
import type { Conversation } from './conversation.ts'
import { withoutLeavers } from './leave.ts'

type Scope = { thread: Thread; settings: Settings; number: BusinessNumber; reading: Reading }

/**
 * The open conversation that a text from or to this number would continue, if there is one: without agents who
 * are leaving. Throws a ConflictError where
 * the thread is older than the conversation: read both again.
 */
export const openConversation = async (
  app: Pick<App, 'conversations'>,
  { thread, settings, number, reading }: Scope,
): Promise<Conversation | undefined> => {
  const head = openHead(thread, settings.threadScope, number.id)
  if (!head) return undefined
  const conversation = await app.conversations.get(thread.workspace, head.conversationId, reading)
  if (conversation?.state !== 'open') throw new ConflictError([])
  if (reading === 'cached' && mayHaveMoved(conversation, settings, number)) throw new ConflictError([])
  return withoutLeavers(conversation, settings.leavers)
}

/** Taking a merge back gives a conversation its own number again: a thread read before that has it under the other one. */
const mayHaveMoved = (
  { numberId }: Conversation,
  { threadScope }: Settings,
  { id }: BusinessNumber,
): boolean => threadScope === 'customer_and_number' && numberId !== id
