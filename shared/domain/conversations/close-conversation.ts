import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { openHead, withClosedHead, withOpenHead } from '../threads/thread.ts'
import { type Conversation, closed, reopened } from './conversation.ts'
import { keepsClaim } from './keeps-claim.ts'
import { loadConversation, loadThread } from './load-conversation.ts'
import { requireInvolved } from './rights.ts'
import { type ScheduledChoice, settleScheduled } from './settle-scheduled.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'conversations' | 'threads'>
type ReopenNeeds = Needs & Pick<App, 'agents' | 'numbers' | 'settings'>

/** What becomes of the texts that wait in the conversation. */
export type Closing = { scheduled?: ScheduledChoice }

/**
 * Closes a conversation: the claimer, a participant, an admin (Convirza) or a program that manages may. Closing what is
 * closed changes nothing. Throws `scheduled_messages` where texts wait in it and nothing is said about them, `forbidden`,
 * `not_found`, `precondition_failed` where it has changed since the closer saw it, as by a text.
 */
export const closeConversation = async (
  app: Needs & Pick<App, 'messages'>,
  principal: Principal,
  id: ConversationId,
  { scheduled }: Closing = {},
  seen?: SeenVersions,
): Promise<Conversation> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    requireInvolved(principal, conversation)
    if (conversation.state === 'closed') return conversation
    requireSeen(conversation, seen)
    const now = app.clock.now()
    const settled = await settleScheduled(app, conversation, scheduled)
    const next = closed(settled.conversation, now)
    const thread = await loadThread(app, conversation, reading)
    await app.commit(next, withClosedHead(thread, id, now), ...settled.canceled)
    return asStored(next)
  })
}

/** Opens a closed conversation again. Throws `open_conversation_exists` where the customer has another open one. */
export const reopenConversation = async (
  app: ReopenNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, (reading) => reopen(app, principal, id, reading))
}

const reopen = async (app: ReopenNeeds, principal: Principal, id: ConversationId, reading: Reading) => {
  const conversation = await loadConversation(app, principal, id, reading)
  requireInvolved(principal, conversation)
  if (conversation.state === 'open') return conversation
  if (conversation.merged) {
    throw new DomainError('conversation_closed', 'This conversation was merged into another one.')
  }
  const { workspace, numberId, claimedBy } = conversation
  const [thread, { threadScope }, claimer, number] = await Promise.all([
    loadThread(app, conversation, reading),
    app.settings.get(workspace),
    claimedBy && app.agents.get(workspace, claimedBy),
    claimedBy && app.numbers.get(workspace, numberId),
  ])
  requireNoOpenHead(openHead(thread, threadScope, numberId))
  const threading = { decision: 'reopen', reason: 'reopened_by_hand', at: app.clock.now() } as const
  const contactName = thread.flags.name
  const next = { ...reopened(conversation, keepsClaim(claimer, number)), contactName, threading }
  await app.commit(next, withOpenHead(thread, threadScope, { conversationId: id, numberId }))
  return asStored(next)
}

/** Throws `open_conversation_exists` with the id of the open conversation. */
export const requireNoOpenHead = (head: { conversationId: ConversationId } | undefined): void => {
  if (!head) return
  const extra = { conversation_id: head.conversationId }
  throw new DomainError('open_conversation_exists', 'The customer already has an open conversation.', extra)
}
