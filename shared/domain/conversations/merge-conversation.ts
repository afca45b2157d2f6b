import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type ConversationId, orderOf } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireNoOpenHead } from './close-conversation.ts'
import { type Conversation, closed } from './conversation.ts'
import { loadPair, otherOpenHead, type Pair, unfit, withClosedAt, withHeads } from './conversation-pair.ts'
import { type Entry, moveTo, readMovable } from './move-entries.ts'
import { linkNotes } from './new-note.ts'

type Needs = Pick<
  App,
  'randomId' | 'clock' | 'commit' | 'conversations' | 'messages' | 'settings' | 'threads'
>

/**
 * Moves everything of `conversation_id` into the conversation: it is open if either was. The emptied one stays, closed,
 * and remembers what it gave, so that `unmergeConversation` can give it back. Throws `validation_failed` for another
 * customer's, `not_found`, `forbidden`, `too_many_messages`, and `open_conversation_exists` where a third one is open.
 */
export const mergeConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  { conversation_id }: { conversation_id: ConversationId },
): Promise<Conversation> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const pair = await loadPair(app, principal, id, conversation_id, reading)
    const { target, source, thread, scope } = pair
    if (target.merged || source.merged) throw unfit('One of the two was merged into another one already.')
    const entries = await readMovable(app, source)
    const now = app.clock.now()
    const union = joined(pair, now)
    if (union.state === 'open') requireNoOpenHead(otherOpenHead(thread, scope, union, [target, source]))
    const heads = withHeads(thread, [source], [union])
    const notes = mergeNotes(app, pair)
    await app.commit(union, emptied(pair, union, entries, now), heads, ...moveTo(entries, id), ...notes)
    return union
  })
}

const later = (a: number | undefined, b: number | undefined) => Math.max(a ?? 0, b ?? 0) || undefined
const unique = <T>(...lists: T[][]) => [...new Set(lists.flat())]
const lastOrder = ({ lastMessage }: Conversation) => (lastMessage ? orderOf(lastMessage.id) : '')

const joined = ({ target, source }: Pair, now: number): Conversation => {
  const both = [target, source]
  const newer = lastOrder(target) >= lastOrder(source) ? target : source
  const newerInbound = (target.lastInboundAt ?? 0) >= (source.lastInboundAt ?? 0) ? target : source
  const claimedBy = target.claimedBy ?? source.claimedBy
  const union: Conversation = {
    ...target,
    numberId: newerInbound.numberId,
    claimedBy,
    participants: unique(target.participants, source.participants).filter((agent) => agent !== claimedBy),
    tags: unique(target.tags, source.tags),
    subject: target.subject ?? source.subject,
    lastMessage: newer.lastMessage,
    lastActivityAt: Math.max(target.lastActivityAt, source.lastActivityAt),
    lastInboundAt: later(target.lastInboundAt, source.lastInboundAt),
    lastOutboundAt: later(target.lastOutboundAt, source.lastOutboundAt),
    seenBy: seenByBoth(target, source),
    consentReview: both
      .flatMap(({ consentReview }) => consentReview ?? [])
      .toSorted((a, b) => a.dueAt - b.dueAt)[0],
    span: {
      first: both.map(({ span }) => span.first).toSorted()[0] ?? target.span.first,
      last: both.map(({ span }) => span.last).toSorted()[1] ?? target.span.last,
    },
    threading: { decision: 'merge', reason: 'merged_by_hand', at: now },
  }
  const open = both.some(({ state }) => state === 'open')
  return withClosedAt(union, open ? undefined : later(target.closedAt, source.closedAt))
}

/** Unread is what one has not seen of either. */
const seenByBoth = (target: Conversation, source: Conversation) => {
  if (source.lastInboundAt === undefined) return target.seenBy
  if (target.lastInboundAt === undefined) return source.seenBy
  return target.seenBy.filter((agent) => source.seenBy.includes(agent))
}

const emptied = (
  { target, source }: Pair,
  union: Conversation,
  entries: Entry[],
  now: number,
): Conversation => {
  const { consentReview: _, lastMessage: __, ...rest } = source
  const merged = {
    into: union.id,
    entries: entries.map(({ id }) => id),
    closedAt: source.closedAt,
    intoClosedAt: target.closedAt,
    lastMessage: union.lastMessage?.id,
  }
  return { ...closed(rest, now), merged }
}

const mergeNotes = (app: Needs, { source, target }: Pair) =>
  linkNotes(
    app,
    { workspace: source.workspace, id: source.id, body: 'This conversation was merged into another one.' },
    { id: target.id, body: 'Another conversation was merged into this one.' },
  )
