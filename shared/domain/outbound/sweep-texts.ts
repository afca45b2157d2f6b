import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import { inParallel } from '../in-parallel.ts'
import { storedAt } from '../messages/listed-message.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { asOf, finalWordDue, isLate, putOutAgain } from '../messages/overdue.ts'
import { textFacts } from '../messages/text-facts.ts'
import { isWritten } from '../retry-on-conflict.ts'
import type { Thread } from '../threads/thread.ts'
import { isToCome } from '../time.ts'
import { updateOutbound } from './record-outcome.ts'
import type { NumberOf, SweepMark } from './sweep-mark.ts'

type Needs = Pick<
  App,
  'clock' | 'commit' | 'conversations' | 'messages' | 'numbers' | 'report' | 'sweepMarks' | 'threads'
>

const numbersAtOnce = 5
const textsAtOnce = 10
const pageOfNumbers = 100
/** What one step looks at of a number in each list. */
const pageOfTexts = 500

/**
 * Looks at every text twice, at once after the time in which it should have left and after the time for the carrier's last
 * word, and at those that were queued later than they were stored when their own time comes. So what it reads grows with
 * what is sent, not with what is kept, and texts on their way pay nothing. Says whether there is more to look at now.
 */
export const sweepTexts = async (app: Needs): Promise<boolean> => {
  let more = false
  let from: string | undefined
  do {
    const page = await app.numbers.everywhere({ limit: pageOfNumbers + 1, from })
    from = page[pageOfNumbers]?.order
    const found = await inParallel(page.slice(0, pageOfNumbers), numbersAtOnce, ({ record }) =>
      sweepNumber(app, record),
    )
    more = more || found.some((one) => one)
  } while (from)
  return more
}

const sweepNumber = async (app: Needs, number: NumberOf): Promise<boolean> => {
  const now = app.clock.now()
  const mark = (await app.sweepMarks.get(number)) ?? firstMark(number, now)
  const left = await lookAt(app, number, { mark: mark.left, age: times.lateText })
  const settled = await lookAt(app, number, { mark: mark.settled, age: times.finalWord })
  const watched = await lookAtWatched(app, number, now)
  if (left.moved || settled.moved)
    await remember(app, { ...mark, left: left.reached, settled: settled.reached })
  return left.more || settled.more || watched
}

/** What was sent in the two weeks for which a queue keeps it may still be there. */
const longestLook = times.queueRetention

const firstMark = (number: NumberOf, now: number): SweepMark => ({
  kind: 'sweep_mark',
  ...number,
  left: storedAt(now - longestLook),
  settled: storedAt(now - longestLook),
  version: 0,
})

/** Of two sweeps at once one remembers how far it came; the other looks there once more. */
const remember = (app: Needs, mark: SweepMark): Promise<boolean> => isWritten(app.commit(mark))

/** `moved`: whether the mark is to be remembered. */
type Looked = { reached: string; moved: boolean; more: boolean }

/**
 * The texts from a mark on that are older than an age (milliseconds). A mark beyond the end comes from before the clock was
 * set back: what was sent since then is looked for without it.
 */
const lookAt = async (
  app: Needs,
  { workspace, numberId }: NumberOf,
  { mark, age }: { mark: string; age: number },
): Promise<Looked> => {
  const now = app.clock.now()
  const until = storedAt(now - age)
  const isSetBack = mark > storedAt(now - age + times.clocksDiffer)
  const from = isSetBack ? storedAt(now - longestLook) : mark
  const range = { from: from < until ? from : until, to: until, limit: pageOfTexts + 1 }
  const listed = await app.messages.oldest(workspace, numberId, range)
  const outbound = listed.slice(0, pageOfTexts).filter(({ record }) => record.direction === 'outbound')
  const messages = await app.messages.many(
    workspace,
    outbound.map(({ record }) => record.id),
  )
  await settleAll(app, messages)
  const next = listed[pageOfTexts]
  return { reached: next?.order ?? until, moved: listed.length > 0 || mark > until, more: next !== undefined }
}

/** Those that the two lists show too early. Each is looked at again later, or is listed no more. */
const lookAtWatched = async (
  app: Needs,
  { workspace, numberId }: NumberOf,
  now: number,
): Promise<boolean> => {
  const watched = await app.messages.watched(workspace, numberId, {
    to: storedAt(now),
    limit: pageOfTexts + 1,
  })
  await settleAll(
    app,
    watched.slice(0, pageOfTexts).map(({ record }) => record),
  )
  return watched.length > pageOfTexts
}

const settleAll = (app: Needs, messages: OutboundMessage[]): Promise<unknown> =>
  inParallel(messages, textsAtOnce, (message) => settle(app, message))

/** Most texts have arrived, and are left alone. */
const settle = async (app: Needs, message: OutboundMessage): Promise<void> => {
  const now = app.clock.now()
  const due = finalWordDue(message)
  if (isLate(message, now)) await settleLate(app, message, now)
  else if (due !== undefined && due <= now) await settleSilent(app, message, now)
  else if (due !== undefined && message.createdAt + times.finalWord <= now) await watch(app, message, due)
  else if (message.checkAt !== undefined && message.checkAt <= now) await watch(app, message, due)
}

/** The rate of its number explains a text that has a slot, and one behind it in its thread. Another one goes to the queue again. */
const settleLate = async (app: Needs, message: OutboundMessage, now: number): Promise<void> => {
  const { workspace, to, id } = message
  const thread = await app.threads.byPhone(workspace, to, 'fresh')
  const until = thread && underWayUntil(thread, now)
  if (until !== undefined) return watch(app, message, until + times.lateText)
  let wasLate = false
  const stored = await updateOutbound(app, workspace, id, (one) => {
    wasLate = isLate(one, now)
    return wasLate ? putOutAgain(one, now) : one
  })
  if (stored && wasLate) app.report({ ...textFacts(stored), outcome: 'late' })
}

const underWayUntil = ({ slot, sending }: Thread, now: number): number | undefined => {
  const isFuture = slot !== undefined && slot.at + times.lateText > now
  if (isFuture && (slot.reservedAt ?? 0) <= now + times.clocksDiffer) return Math.max(slot.at, now)
  return sending && isToCome(sending.until, now, times.attempt) ? sending.until : undefined
}

const settleSilent = async (app: Needs, message: OutboundMessage, now: number): Promise<void> => {
  let wasSilent = false
  const stored = await updateOutbound(app, message.workspace, message.id, (one) => {
    const next = asOf(one, now)
    wasSilent = next !== one
    return next
  })
  if (stored && wasSilent)
    app.report({ ...textFacts(stored), outcome: 'unknown', reason: 'delivery_unknown' })
}

const watch = async (app: Needs, message: OutboundMessage, checkAt: number | undefined): Promise<void> => {
  await updateOutbound(app, message.workspace, message.id, (one) =>
    one.status === message.status ? { ...one, checkAt } : one,
  )
}
