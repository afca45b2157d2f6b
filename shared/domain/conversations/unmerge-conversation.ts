import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Conversation, Merged } from './conversation.ts'
import { loadPair, otherOpenHead, type Pair, unfit, withClosedAt, withHeads } from './conversation-pair.ts'
import { type Entry, moveTo, readEntries, withEntries, withReviewOf } from './move-entries.ts'
import { linkNotes } from './new-note.ts'

type Needs = Pick<
  App,
  'randomId' | 'clock' | 'commit' | 'conversations' | 'messages' | 'settings' | 'threads'
>

/**
 * Takes a merge back: the messages return to where they were, and so does the state, unless people have gone on since:
 * then the conversation where they did stays open. Gives the one that was merged. Throws as merging does.
 */
export const unmergeConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  { conversation_id }: { conversation_id: ConversationId },
): Promise<Conversation> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const pair = await loadPair(app, principal, id, conversation_id, reading)
    const { target, source } = pair
    const { merged, ...emptied } = source
    if (merged?.into !== id) throw unfit('That conversation was not merged into this one.')
    if (target.merged) throw unfit('This conversation was merged into another one: take that back first.')
    const all = await readEntries(app, target)
    const returning = all.filter((entry) => merged.entries.includes(entry.id))
    const staying = all.filter((entry) => !merged.entries.includes(entry.id))
    const now = app.clock.now()
    const heads = withHeads(pair.thread, [target, source], [])
    const rest = putBack(
      { ...pair, thread: heads },
      apart(target, target, staying),
      closedAtOfRest(merged, target),
      now,
    )
    const closedAt = merged.closedAt ?? target.closedAt
    const back = putBack({ ...pair, thread: rest.thread }, apart(emptied, target, returning), closedAt, now)
    const changed = [back.conversation, rest.conversation, back.thread]
    await app.commit(...changed, ...moveTo(returning, source.id), ...unmergeNotes(app, pair))
    return back.conversation
  })
}

const apart = (conversation: Conversation, union: Conversation, entries: Entry[]) =>
  withReviewOf(withEntries(conversation, entries), union, entries)

/** It is closed again where it was open only for the other one's sake, and nobody has written in it since. */
const closedAtOfRest = ({ closedAt, intoClosedAt, lastMessage }: Merged, target: Conversation) => {
  if (target.closedAt !== undefined) {
    return target.closedAt === closedAt ? (intoClosedAt ?? closedAt) : target.closedAt
  }
  const openForTheOther = closedAt === undefined && target.lastMessage?.id === lastMessage
  return openForTheOther ? intoClosedAt : undefined
}

/** Open again unless it is to be closed, or another one is open in its place. */
const putBack = (
  { thread, scope }: Pick<Pair, 'thread' | 'scope'>,
  conversation: Conversation,
  closedAt: number | undefined,
  now: number,
) => {
  const taken = otherOpenHead(thread, scope, conversation, [])
  const next = withClosedAt(conversation, closedAt ?? (taken && now))
  return { conversation: next, thread: withHeads(thread, [], [next]) }
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
