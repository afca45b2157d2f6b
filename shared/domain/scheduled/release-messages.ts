import type { App } from '../app.ts'
import { changedConversation } from '../conversations/changed-conversation.ts'
import type { NumberId, WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import type { Message, OutboundMessage } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import {
  changesOf,
  gated,
  gateHeld,
  loadPresent,
  loadRules,
  type RuleNeeds,
  type Rules,
} from './gate-held.ts'
import { releasedBy } from './release-order.ts'

export type ReleaseNeeds = RuleNeeds & Pick<App, 'commit' | 'conversations' | 'log' | 'messages' | 'threads'>

/** `until`: epoch milliseconds. */
export type Due = { workspace: WorkspaceId; numberId: NumberId; until: number; limit: number }

/** How many segments were released, and whether more texts are due. */
export type ReleasedPage = { segments: number; more: boolean }

/** So many threads are worked on side by side. */
const lanes = 10

/**
 * Releases a page of held texts whose time has come, in the order of their release, each after the send gate was asked
 * again: what it blocks is blocked, what it holds is held anew. Each text is one conditional write, so this can be
 * repeated, run twice at once, or die anywhere.
 */
export const releaseMessages = async (app: ReleaseNeeds, due: Due): Promise<ReleasedPage> => {
  const { workspace, numberId, until, limit } = due
  const read = await app.messages.held(workspace, numberId, { to: releasedBy(until), limit: limit + 1 })
  if (read.length === 0) return { segments: 0, more: false }
  const rules = await loadRules(app, workspace, numberId)
  const texts = read.slice(0, limit).map(({ record }) => record)
  const released = await inParallel(byThread(texts), lanes, (lane) => releaseLane(app, rules, lane, until))
  return { segments: released.reduce((sum, segments) => sum + segments, 0), more: read.length > limit }
}

const byThread = (texts: OutboundMessage[]): OutboundMessage[][] => [
  ...Map.groupBy(texts, ({ to }) => to).values(),
]

/** One after the other: where one fails, those after it in its thread wait for the next attempt. */
const releaseLane = async (app: ReleaseNeeds, rules: Rules, lane: OutboundMessage[], until: number) => {
  let segments = 0
  for (const text of lane) segments += await releaseOne(app, rules, text, until)
  return segments
}

/** The index may be a moment behind: then the write fails, and the text is read anew. */
const releaseOne = (
  app: ReleaseNeeds,
  rules: Rules,
  listed: OutboundMessage,
  until: number,
): Promise<number> =>
  retryOnConflict(app, async (reading) => {
    const { workspace, id } = listed
    const message = reading === 'cached' ? listed : await app.messages.get(workspace, id, 'fresh')
    if (!message || !isDue(message, until)) return 0
    const present = await loadPresent(app, message, rules, reading)
    // The clock here may be behind the one that woke us.
    const now = Math.max(app.clock.now(), until)
    const next = gated(message, gateHeld(message, rules, present, now))
    const changed = changedConversation(present.conversation, message, next)
    await app.commit(...changesOf(next, present.thread, now), ...changed)
    return next.status === 'queued' ? next.segments : 0
  })

const isDue = (message: Message, until: number): message is OutboundMessage =>
  message.direction === 'outbound' &&
  message.status === 'held' &&
  'releaseAt' in message.gate &&
  message.gate.releaseAt <= until
