import type { App } from '../app.ts'
import { changedConversation } from '../conversations/changed-conversation.ts'
import { loadRulesOf, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import type { NumberId, WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import type { Message, OutboundMessage } from '../messages/message.ts'
import { textFacts } from '../messages/text-facts.ts'
import { reportAccepted } from '../outbound/report-accepted.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { changesOf, gateHeld, loadCircumstances, withGate } from './gate-held.ts'
import { releasedBy } from './release-order.ts'

export type ReleaseNeeds = RuleNeeds &
  Pick<App, 'commit' | 'conversations' | 'log' | 'messages' | 'numbers' | 'report' | 'settings' | 'threads'>

/** `until`: epoch milliseconds. */
export type Due = { workspace: WorkspaceId; numberId: NumberId; until: number; limit: number }

/** How many segments were released, and whether more texts are due. */
export type ReleasedPage = { segments: number; more: boolean }

/** How many threads are worked on side by side. */
const workers = 10

/**
 * Releases a page of held texts whose time has come, in the order of their release. The send gate is asked again about
 * each: it may let the text go, hold it once more, or block it. Each text is one conditional write, so this can be
 * repeated, run twice at once, or die anywhere.
 */
export const releaseMessages = async (app: ReleaseNeeds, due: Due): Promise<ReleasedPage> => {
  const { workspace, numberId, until, limit } = due
  const read = await app.messages.held(workspace, numberId, { to: releasedBy(until), limit: limit + 1 })
  if (read.length === 0) return { segments: 0, more: false }
  const rules = await loadRulesOf(app, { workspace, numberId }, 'fresh')
  const texts = read.slice(0, limit).map(({ record }) => record)
  const released = await inParallel(byThread(texts), workers, (thread) =>
    releaseThread(app, rules, thread, until),
  )
  return { segments: released.reduce((sum, segments) => sum + segments, 0), more: read.length > limit }
}

const byThread = (texts: OutboundMessage[]): OutboundMessage[][] => [
  ...Map.groupBy(texts, ({ to }) => to).values(),
]

/** One after the other: where one fails, the later texts of its thread wait for the next attempt. */
const releaseThread = async (
  app: ReleaseNeeds,
  rules: Rules | undefined,
  texts: OutboundMessage[],
  until: number,
) => {
  let segments = 0
  for (const text of texts) segments += await releaseOne(app, rules, text, until)
  return segments
}

/** The index may be a moment behind: then the write fails, and the text is read again. */
const releaseOne = (
  app: ReleaseNeeds,
  rules: Rules | undefined,
  listed: OutboundMessage,
  until: number,
): Promise<number> =>
  retryOnConflict(app, async (reading) => {
    const { workspace, id } = listed
    const message = reading === 'cached' ? listed : await app.messages.get(workspace, id, 'fresh')
    if (!message || !isDue(message, until)) return 0
    const circumstances = await loadCircumstances(app, message, rules, reading)
    // The clock here may be behind the one that woke us.
    const now = Math.max(app.clock.now(), until)
    const next = withGate(message, gateHeld(message, rules, circumstances, now))
    const changed = changedConversation(circumstances.conversation, message, next, now)
    await app.commit(...changesOf(next, circumstances.thread, now), ...changed)
    reportReleased(app, next)
    return next.status === 'queued' ? next.segments : 0
  })

/** Tells what a held text became. */
export const reportReleased = (app: Pick<App, 'report'>, next: OutboundMessage): void =>
  next.status === 'blocked' && next.gate.decision === 'block'
    ? app.report({ ...textFacts(next), outcome: 'blocked', reason: next.gate.reason })
    : reportAccepted(app, next)

const isDue = (message: Message, until: number): message is OutboundMessage =>
  message.direction === 'outbound' &&
  message.status === 'held' &&
  'releaseAt' in message.gate &&
  message.gate.releaseAt <= until
