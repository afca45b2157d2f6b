import type { Principal } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { DomainError } from '../error.ts'
import { type ConversationId, threadRefOf } from '../ids.ts'
import type { ThreadScope } from '../settings/settings.ts'
import { openHead, type Thread } from '../threads/thread.ts'
import type { Conversation } from './conversation.ts'
import { loadConversation, loadThread } from './load-conversation.ts'
import { requireInvolved } from './rights.ts'

/** Two conversations of one phone, of which one goes into the other or comes back out of it. */
export type Pair = { target: Conversation; source: Conversation; thread: Thread; scope: ThreadScope }

/** Throws `validation_failed` for another customer's, `not_found`, `forbidden`. */
export const loadPair = async (
  app: Pick<App, 'conversations' | 'settings' | 'threads'>,
  principal: Principal,
  id: ConversationId,
  other: ConversationId,
  reading: Reading,
): Promise<Pair> => {
  if (id === other) throw unfit('A conversation cannot be merged with itself.')
  const target = await loadConversation(app, principal, id, reading)
  const source = await loadConversation(app, principal, other, reading)
  for (const conversation of [target, source]) requireInvolved(principal, conversation)
  if (threadRefOf(id) !== threadRefOf(other)) throw unfit('The two are with different phones.')
  const [thread, { threadScope: scope }] = await Promise.all([
    loadThread(app, target, reading),
    app.settings.get(target.workspace),
  ])
  return { target, source, thread, scope }
}

/** The other conversation is not one that this can be done with. */
export const unfit = (detail: string) =>
  new DomainError('validation_failed', detail, { errors: [{ path: 'conversation_id', detail }] })

/** Closed at that time (epoch milliseconds), or open where there is none. */
export const withClosedAt = (conversation: Conversation, at: number | undefined): Conversation => {
  const { closedAt: _, ...rest } = conversation
  return at === undefined ? { ...rest, state: 'open' } : { ...rest, state: 'closed', closedAt: at }
}

/** What else is open where this conversation would be. */
export const otherOpenHead = (
  thread: Thread,
  scope: ThreadScope,
  { numberId }: Conversation,
  these: Conversation[],
) => openHead({ ...thread, heads: headsBut(thread, these) }, scope, numberId)

/** The thread with the heads as these conversations are now, and without those that have no messages any more. */
export const withHeads = (thread: Thread, gone: Conversation[], now: Conversation[]): Thread => {
  const heads = now.map(({ id, numberId, closedAt }) => ({ conversationId: id, numberId, closedAt }))
  return { ...thread, heads: [...headsBut(thread, [...gone, ...now]), ...heads] }
}

const headsBut = ({ heads }: Thread, these: Conversation[]) =>
  heads.filter(({ conversationId }) => !these.some(({ id }) => id === conversationId))
