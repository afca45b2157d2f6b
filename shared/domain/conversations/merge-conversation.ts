import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { DomainError } from '../error.ts'
import { type ConversationId, threadRefOf } from '../ids.ts'
import { linkNotes } from '../notes/new-note.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Thread } from '../threads/thread.ts'
import { type Conversation, closed } from './conversation.ts'
import { loadConversation, loadThread } from './load-conversation.ts'
import { type Entry, moveTo, readMovable, withEntries } from './move-entries.ts'
import { requireAccess } from './rights.ts'

type Needs = Pick<App, 'chance' | 'clock' | 'commit' | 'conversations' | 'messages' | 'threads'>

/**
 * Moves everything of `conversation_id` into the conversation: it is open if either was. The emptied one stays, closed,
 * and remembers what it gave, so that `unmergeConversation` can give it back. Throws `validation_failed` for another
 * customer's, `not_found`, `forbidden`, `too_many_messages`.
 */
export const mergeConversation = (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  { conversation_id }: { conversation_id: ConversationId },
): Promise<Conversation> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const [target, source] = await loadPair(app, principal, id, conversation_id, reading)
    if (target.merged || source.merged) throw invalid('One of the two was merged into another one already.')
    const entries = await readMovable(app, source)
    const now = app.clock.now()
    const union = joined(target, source, now)
    const emptied = closed(
      { ...source, lastMessage: undefined, merged: memoryOf(target, source, entries) },
      now,
    )
    const thread = withHeads(await loadThread(app, target, reading), [source.id], [union])
    await app.commit(union, emptied, thread, ...moveTo(entries, id), ...mergeNotes(app, source, target))
    return union
  })
}

/** Takes a merge back: the messages return to where they were, and so does the state. Throws as merging does. */
export const unmergeConversation = (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  { conversation_id }: { conversation_id: ConversationId },
): Promise<Conversation> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const [target, source] = await loadPair(app, principal, id, conversation_id, reading)
    const { merged, ...emptied } = source
    if (merged?.into !== id) throw invalid('That conversation was not merged into this one.')
    const all = await readMovable(app, target)
    const returning = all.filter((entry) => merged.entries.includes(entry.id))
    const staying = all.filter((entry) => !merged.entries.includes(entry.id))
    const now = app.clock.now()
    const open = target.state === 'open'
    const restored = inState(withEntries(emptied, returning), open && merged.wasOpen, now)
    const rest = inState(withEntries(target, staying), open && merged.intoWasOpen, now)
    const thread = withHeads(await loadThread(app, target, reading), [], [restored, rest])
    await app.commit(restored, rest, thread, ...moveTo(returning, source.id))
    return restored
  })
}

const loadPair = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  other: ConversationId,
  reading: Reading,
): Promise<[Conversation, Conversation]> => {
  if (id === other) throw invalid('A conversation cannot be merged with itself.')
  const pair = [
    await loadConversation(app, principal, id, reading),
    await loadConversation(app, principal, other, reading),
  ] as [Conversation, Conversation]
  for (const conversation of pair) requireAccess(principal, conversation)
  if (threadRefOf(id) !== threadRefOf(other)) throw invalid('The two are with different phones.')
  return pair
}

const invalid = (detail: string) =>
  new DomainError('validation_failed', detail, { errors: [{ path: 'conversation_id', detail }] })

const memoryOf = (target: Conversation, source: Conversation, entries: Entry[]): Conversation['merged'] => ({
  into: target.id,
  entries: entries.map(({ id }) => id),
  wasOpen: source.state === 'open',
  intoWasOpen: target.state === 'open',
})

const later = (a: number | undefined, b: number | undefined) => Math.max(a ?? 0, b ?? 0) || undefined
const unique = <T>(...lists: T[][]) => [...new Set(lists.flat())]

const joined = (target: Conversation, source: Conversation, now: number): Conversation => {
  const newer = (target.lastMessage?.at ?? 0) >= (source.lastMessage?.at ?? 0) ? target : source
  const claimedBy = target.claimedBy ?? source.claimedBy
  const spans = [target.span, source.span]
  const union: Conversation = {
    ...target,
    claimedBy,
    participants: unique(target.participants, source.participants).filter((agent) => agent !== claimedBy),
    tags: unique(target.tags, source.tags),
    subject: target.subject ?? source.subject,
    lastMessage: newer.lastMessage,
    lastActivityAt: Math.max(target.lastActivityAt, source.lastActivityAt),
    lastInboundAt: later(target.lastInboundAt, source.lastInboundAt),
    lastOutboundAt: later(target.lastOutboundAt, source.lastOutboundAt),
    span: {
      first: spans.map(({ first }) => first).toSorted()[0] ?? target.span.first,
      last: spans.map(({ last }) => last).toSorted()[1] ?? target.span.last,
    },
    threading: { decision: 'merge', reason: 'merged_by_hand', at: now },
  }
  return inState(union, target.state === 'open' || source.state === 'open', now)
}

const inState = (conversation: Conversation, open: boolean, now: number): Conversation => {
  const { closedAt, ...rest } = conversation
  return open ? { ...rest, state: 'open' } : { ...rest, state: 'closed', closedAt: closedAt ?? now }
}

/** The thread with the heads as these conversations are now, and without those that have no messages any more. */
const withHeads = (thread: Thread, gone: ConversationId[], now: Conversation[]): Thread => {
  const known = [...gone, ...now.map(({ id }) => id)]
  const others = thread.heads.filter(({ conversationId }) => !known.includes(conversationId))
  const heads = now.map(({ id, numberId, closedAt }) => ({ conversationId: id, numberId, closedAt }))
  return { ...thread, heads: [...others, ...heads] }
}

const mergeNotes = (app: Needs, source: Conversation, target: Conversation) =>
  linkNotes(
    app,
    { workspace: source.workspace, id: source.id, body: 'This conversation was merged into another one.' },
    { id: target.id, body: 'Another conversation was merged into this one.' },
  )
