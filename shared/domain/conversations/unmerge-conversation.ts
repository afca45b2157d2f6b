import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Conversation, MergedInto } from './conversation.ts'
import { loadPair, otherOpenHead, type Pair, unfit, withClosedAt, withHeads } from './conversation-pair.ts'
import { type Entry, moveTo, readEntries, withEntries, withReviewOf } from './move-entries.ts'
import { linkNotes } from './new-note.ts'

type Needs = Pick<
  App,
  'randomId' | 'clock' | 'commit' | 'conversations' | 'messages' | 'settings' | 'threads'
>

/**
 * Takes a merge back: the messages return to the source, and both conversations are open or closed as they were before
 * the merge. What was written after the merge stays where it is, and keeps that conversation open. Gives the source.
 * Throws as merging does.
 */
export const unmergeConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  sourceId: ConversationId,
): Promise<Conversation> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const pair = await loadPair(app, principal, id, sourceId, reading)
    const merged = mergeToUndo(pair)
    const { returning, staying } = await readApart(app, pair.target, merged)
    const [target, afterTarget] = restored(
      { ...pair, thread: withHeads(pair.thread, [pair.target, pair.source], []) },
      targetBefore(pair.target, staying),
      closedAtOfTarget(merged, pair.target),
      app.clock.now(),
    )
    const [source, thread] = restored(
      { ...pair, thread: afterTarget },
      sourceBefore(pair, returning),
      merged.closedAt ?? pair.target.closedAt,
      app.clock.now(),
    )
    await app.commit(source, target, thread, ...moveTo(returning, sourceId), ...unmergeNotes(app, pair))
    return asStored(source)
  })
}

/** Throws `validation_failed` where the source is not in the target, or the target is in a third one itself. */
const mergeToUndo = ({ target, source: { merged } }: Pair): MergedInto => {
  if (merged?.into !== target.id) throw unfit('That conversation was not merged into this one.')
  if (target.merged) throw unfit('This conversation was merged into another one: take that back first.')
  return merged
}

/** What goes back to the source, and what the target keeps. */
const readApart = async (app: Needs, target: Conversation, { entries }: MergedInto) => {
  const all = await readEntries(app, target)
  const given = new Set(entries)
  return {
    returning: all.filter(({ id }) => given.has(id)),
    staying: all.filter(({ id }) => !given.has(id)),
  }
}

const targetBefore = (target: Conversation, staying: Entry[]): Conversation =>
  withReviewOf(withEntries(target, staying), target, staying)

const sourceBefore = ({ target, source }: Pair, returning: Entry[]): Conversation => {
  const { merged: _, ...emptied } = source
  return withReviewOf(withEntries(emptied, returning), target, returning)
}

/**
 * When the target is to be closed (epoch milliseconds); undefined where it stays open. It is closed again where only
 * the source kept it open, and nobody has written in it since.
 */
const closedAtOfTarget = (merged: MergedInto, { closedAt, lastMessage }: Conversation) => {
  if (closedAt !== undefined)
    return closedAt === merged.closedAt ? (merged.intoClosedAt ?? closedAt) : closedAt
  const openForTheSource = merged.closedAt === undefined && lastMessage?.id === merged.lastMessage
  return openForTheSource ? merged.intoClosedAt : undefined
}

/** The conversation, closed at a time or else open, and its thread. It is closed now where another one is open by then. */
const restored = (
  { thread, scope }: Pick<Pair, 'thread' | 'scope'>,
  conversation: Conversation,
  closedAt: number | undefined,
  now: number,
): [Conversation, Pair['thread']] => {
  const other = otherOpenHead(thread, scope, conversation, [])
  const next = withClosedAt(conversation, closedAt ?? (other && now))
  return [next, withHeads(thread, [], [next])]
}

const unmergeNotes = (app: Needs, { source, target }: Pair) =>
  linkNotes(
    app,
    {
      workspace: source.workspace,
      id: source.id,
      body: 'The merge into another conversation was taken back.',
    },
    { id: target.id, body: 'The merge of another conversation into this one was taken back.' },
  )
