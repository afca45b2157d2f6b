import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { type ConversationId, encodeNumber, orderOf } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireNoOpenHead } from './close-conversation.ts'
import { type Conversation, closed } from './conversation.ts'
import { loadPair, otherOpenHead, type Pair, unfit, withClosedAt, withHeads } from './conversation-pair.ts'
import { type Entry, moveTo, readEntries, readMovable } from './move-entries.ts'
import { linkNotes } from './new-note.ts'
import { uniqueTags } from './tags.ts'

type Needs = Pick<
  App,
  'randomId' | 'clock' | 'commit' | 'conversations' | 'messages' | 'settings' | 'threads'
>

/**
 * Moves everything of the source into the conversation: it is open if either was. The emptied one stays, closed, and
 * remembers what it gave, so that `unmergeConversation` can give it back. Throws `validation_failed` for another
 * customer's, `not_found`, `forbidden`, `too_many_messages`, and `open_conversation_exists` where a third one is open.
 */
export const mergeConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  sourceId: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const pair = await loadPair(app, principal, id, sourceId, reading)
    const { target, source, thread, scope } = pair
    if (target.merged || source.merged) throw unfit('One of the two was merged into another one already.')
    const entries = await readMovable(app, source)
    const now = app.clock.now()
    const union = { ...joined(pair, now), waitingSince: await waitingInBoth(app, pair, entries) }
    if (union.state === 'open') requireNoOpenHead(otherOpenHead(thread, scope, union, [target, source]))
    const heads = withHeads(thread, [source], [union])
    const notes = mergeNotes(app, pair)
    await app.commit(union, emptied(pair, union, entries, now), heads, ...moveTo(entries, id), ...notes)
    return asStored(union)
  })
}

const later = (a: number | undefined, b: number | undefined) => Math.max(a ?? 0, b ?? 0) || undefined
const earlier = (...times: (number | undefined)[]) =>
  times.filter((time) => time !== undefined).toSorted((a, b) => a - b)[0]
const unique = <T>(...lists: T[][]) => [...new Set(lists.flat())]
const lastOrder = ({ lastMessage }: Conversation) => (lastMessage ? orderOf(lastMessage.id) : '')

const joined = (pair: Pair, now: number): Conversation => {
  const { target, source } = pair
  const both = [target, source]
  const union: Conversation = {
    ...target,
    ...peopleOf(pair),
    ...lastOf(pair),
    tags: uniqueTags([...target.tags, ...source.tags]),
    subject: target.subject ?? source.subject,
    metadata: (target.metadata || source.metadata) && { ...source.metadata, ...target.metadata },
    heldCount: (target.heldCount ?? 0) + (source.heldCount ?? 0) || undefined,
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

const peopleOf = ({ target, source }: Pair) => {
  const { claimedBy, claimedAt } = target.claimedBy ? target : source
  const participants = unique(target.participants, source.participants)
  return { claimedBy, claimedAt, participants: participants.filter((agent) => agent !== claimedBy) }
}

/** What was said last in the two together, and answered first. */
const lastOf = ({ target, source }: Pair) => {
  const [newer, other] = lastOrder(target) >= lastOrder(source) ? [target, source] : [source, target]
  const { answered } = newer
  const { numberId, numberAddress } =
    (target.lastInboundAt ?? 0) >= (source.lastInboundAt ?? 0) ? target : source
  return {
    numberId,
    numberAddress,
    lastMessage: newer.lastMessage,
    lastActivityAt: Math.max(target.lastActivityAt, source.lastActivityAt),
    lastInboundAt: later(target.lastInboundAt, source.lastInboundAt),
    lastOutboundAt: later(target.lastOutboundAt, source.lastOutboundAt),
    firstReplyAt: earlier(target.firstReplyAt, source.firstReplyAt),
    case: (target.case?.at ?? 0) >= (source.case?.at ?? 0) ? target.case : source.case,
    answered: answered && {
      ...answered,
      since: Math.min(answered.since, other.waitingSince ?? answered.since),
    },
    // What is unread in the source comes as something new: who has looked at the target has not seen it there.
    unreadFrom: source.unreadFrom === undefined ? target.unreadFrom : target.version + 1,
  }
}

/** An answer in one of the two answers what the customer wrote before it in the other one as well. */
const waitingInBoth = async (app: Needs, { target, source }: Pair, ofSource: Entry[]) => {
  const { waitingSince, lastOutboundAt = 0 } = target
  const ofTarget =
    waitingSince !== undefined && waitingSince <= (source.lastOutboundAt ?? 0)
      ? await readEntries(app, target, { from: encodeNumber(waitingSince, 10) })
      : undefined
  return earlier(
    ofTarget ? firstTextAfter(ofTarget, source.lastOutboundAt) : waitingSince,
    source.waitingSince && firstTextAfter(ofSource, Math.max(lastOutboundAt, source.waitingSince - 1)),
  )
}

/** When the customer wrote the first of these texts that came after a time (epoch milliseconds). */
const firstTextAfter = (entries: Entry[], time = 0): number | undefined => {
  const texts = entries.filter((entry) => entry.kind === 'message')
  return texts.find(({ direction, at }) => direction === 'inbound' && at > time)?.at
}

const emptied = (
  { target, source }: Pair,
  union: Conversation,
  entries: Entry[],
  now: number,
): Conversation => {
  const { consentReview: _, lastMessage: __, waitingSince: ___, heldCount: ____, ...rest } = source
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
