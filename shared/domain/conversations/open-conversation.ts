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
  if (reading === 'cached' && isElsewhere(conversation, settings, number)) throw new ConflictError([])
  return withoutLeavers(conversation, settings.leavers)
}

/**
 * Whether the conversation is under another number than its thread says: a merge, or taking one back, came between the
 * two readings; or the two were one while the scope was the customer.
 */
export const isElsewhere = (
  { numberId }: Conversation,
  { threadScope }: Settings,
  { id }: BusinessNumber,
): boolean => threadScope === 'customer_and_number' && numberId !== id
