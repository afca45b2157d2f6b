import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { openHead, withClosedHead, withOpenHead } from '../threads/thread.ts'
import { type Conversation, closed, reopened } from './conversation.ts'
import { loadConversation, loadThread } from './load-conversation.ts'
import { requireAccess } from './rights.ts'

type Needs = Pick<App, 'agents' | 'clock' | 'commit' | 'conversations' | 'settings' | 'threads'>

/**
 * Closes a conversation: the claimer, a participant, an admin (Convirza) or a program may, and anybody while nobody
 * has claimed it. Closing what is closed changes nothing. Throws `forbidden`, `not_found`, `precondition_failed` where
 * it has changed since the closer saw it, as by a text.
 */
export const closeConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  seen?: SeenVersions,
): Promise<Conversation> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    requireAccess(principal, conversation)
    if (conversation.state === 'closed') return conversation
    requireSeen(conversation, seen)
    const now = app.clock.now()
    const next = closed(withPartOf(principal, conversation), now)
    await app.commit(next, withClosedHead(await loadThread(app, conversation, reading), id, now))
    return asStored(next)
  })
}

/** Who closes what nobody had claimed finds it again among those they had a part in. */
const withPartOf = (principal: Principal, conversation: Conversation): Conversation => {
  const { claimedBy, participants } = conversation
  if (principal.kind !== 'agent' || claimedBy || participants.includes(principal.id)) return conversation
  return { ...conversation, participants: [...participants, principal.id] }
}

/** Opens a closed conversation again. Throws `open_conversation_exists` where the customer has another open one. */
export const reopenConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, (reading) => reopen(app, principal, id, reading))
}

const reopen = async (app: Needs, principal: Principal, id: ConversationId, reading: Reading) => {
  const conversation = await loadConversation(app, principal, id, reading)
  requireAccess(principal, conversation)
  if (conversation.state === 'open') return conversation
  if (conversation.merged) {
    throw new DomainError('conversation_closed', 'This conversation was merged into another one.')
  }
  const [thread, { threadScope }, claimer] = await Promise.all([
    loadThread(app, conversation, reading),
    app.settings.get(conversation.workspace),
    conversation.claimedBy ? app.agents.get(conversation.workspace, conversation.claimedBy) : undefined,
  ])
  const { numberId } = conversation
  requireNoOpenHead(openHead(thread, threadScope, numberId))
  const threading = { decision: 'reopen', reason: 'reopened_by_hand', at: app.clock.now() } as const
  const contactName = thread.flags.name
  const next = { ...reopened(conversation, claimer?.active === true), contactName, threading }
  await app.commit(next, withOpenHead(thread, threadScope, { conversationId: id, numberId }))
  return asStored(next)
}

/** Throws `open_conversation_exists` with the id of the open conversation. */
export const requireNoOpenHead = (head: { conversationId: ConversationId } | undefined): void => {
  if (!head) return
  const extra = { conversation_id: head.conversationId }
  throw new DomainError('open_conversation_exists', 'The customer already has an open conversation.', extra)
}
