import type { App, Change, OutboundPart, QueuedPart, Removal, StoredRecord, TextOutcomeName } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { noteAccess, noteWebhook } from '../carrier-accounts/note-account.ts'
import type { CarrierOutcome } from '../carriers/carrier.ts'
import type { CarrierOptOut } from '../consents/carrier-opt-out.ts'
import { isAnswer } from '../conversations/with-message.ts'
import { total } from '../credits/credit-account.ts'
import { askGate, loadRulesOf, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import { keptMedia, keyOf } from '../media/media.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { textFacts } from '../messages/text-facts.ts'
import { type DailyCap, dailyCapOf } from '../numbers/daily-cap.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { OutgoingPicture } from '../uploads/upload.ts'
import {
  beginAttempt,
  carrierText,
  countedFor,
  endAttempt,
  giveBack,
  isTooLate,
  type Loaded,
  loadPart,
  type PartResult,
  type Ready,
  type Run,
  reservedSlot,
  secondOf,
  settleAttempt,
  waitForDay,
  waitForSlot,
} from './attempt.ts'
import { composeMessage, type Draft } from './compose-message.ts'
import { countDaily } from './count-daily.ts'
import { decidePart } from './decide-part.ts'
import {
  type Receipt,
  recordOutcome,
  recordRefusal,
  stopRest,
  updateOutbound,
  withReceipt,
} from './record-outcome.ts'
import { reportAccepted } from './report-accepted.ts'

// The way of a text to a customer, in the order of its steps. A different function takes each step, and each may be
// repeated: accept (the API, or an automation), queue (the table's stream), send (the queue), receipt (the carrier).

type Beside = (StoredRecord | Removal)[]

/**
 * 1. Accept. The send gate decides; message and parts are written in one transaction with what changes beside them. Throws
 * the gate's reason where it blocks. Gives the message as it is stored.
 */
export const acceptText = async (
  app: Pick<App, 'clock' | 'commit' | 'files' | 'randomId' | 'report'>,
  draft: Draft,
  beside: (message: OutboundMessage) => Beside | Promise<Beside>,
): Promise<OutboundMessage> => {
  const message = composeMessage(app, draft)
  if (draft.pictures) await copyPictures(app, message, draft.pictures)
  await app.commit(message, ...(await beside(message)))
  reportAccepted(app, message)
  return asStored(message)
}

/** Each text has files of its own: they are kept, and forgotten, with it. A copy whose text is not stored is never read. */
const copyPictures = async (
  app: Pick<App, 'files'>,
  message: OutboundMessage,
  pictures: OutgoingPicture[],
): Promise<void> => {
  const copies = pictures.flatMap(({ folder }, index) =>
    (['view', 'thumb'] as const).map((what) =>
      app.files.copy(`${folder}/${what}`, keyOf(message, index, what)),
    ),
  )
  await Promise.all(copies)
}

/**
 * 2. Queue. The parts of a text that became ready to leave, or that are put out again, in their order: one group of the
 * queue for each thread.
 */
export const partsToQueue = ({ before, after }: Change): QueuedPart[] => {
  if (!isOutbound(after) || !(isNowQueued(before, after) || isPutOut(before, after))) return []
  const { workspace, id: messageId, version } = after
  return after.parts.flatMap(({ status }, index) =>
    status === 'queued' ? [{ workspace, messageId, index, version }] : [],
  )
}

const isOutbound = (record: StoredRecord | undefined): record is OutboundMessage =>
  record?.kind === 'message' && record.direction === 'outbound'

const isNowQueued = (before: StoredRecord | undefined, after: OutboundMessage): boolean =>
  isQueued(after) && !isQueued(before)

const isPutOut = (before: StoredRecord | undefined, after: OutboundMessage): boolean =>
  isOutbound(before) && before.queuedAt !== after.queuedAt && after.status !== 'held'

const isQueued = (record: StoredRecord | undefined): boolean =>
  isOutbound(record) && record.status === 'queued'

/** How long files are kept, for whoever has nothing else to do with them. */
export type KeptFiles = { files: Pick<App['files'], 'keptFor'> }

type SendNeeds = RuleNeeds &
  Pick<
    App,
    | 'carrier'
    | 'carrierAccounts'
    | 'commit'
    | 'conversations'
    | 'dailyUse'
    | 'messages'
    | 'numbers'
    | 'pacing'
    | 'randomId'
    | 'report'
    | 'settings'
    | 'threads'
  > &
  KeptFiles

const shortestPause = 2_000
const longestPause = 300_000

/** Longer with every time that the queue has given the part. */
const backOff = (received: number): number => Math.min(longestPause, shortestPause * 2 ** (received - 1))

/**
 * 3. Send. Takes one part to the carrier, at most once: the attempt is recorded before the call, and an attempt that was
 * left without an outcome is `unknown`, never repeated. Parts of one thread come one at a time and in order. `received`:
 * how often the queue has given this one; `queuedAt`: when it came to the queue, epoch milliseconds.
 */
export const sendPart = async (
  app: SendNeeds,
  part: OutboundPart,
  received = 1,
  queuedAt?: number,
): Promise<PartResult> => {
  const run: Run = { part, token: app.randomId(8) }
  const ready = await retryOnConflict(app, () => prepare(app, run))
  if (!('text' in ready)) return ready
  if (isTooLate(ready.thread, app.clock.now())) {
    await endAttempt(app, ready.thread, 'queued')
    return { again: app.clock.now() }
  }
  const outcome = await callCarrier(app, ready, part, queuedAt)
  const status = outcome.outcome === 'not_now' ? 'queued' : await recordOutcome(app, part, outcome)
  await endAttempt(app, ready.thread, status, await optOutOf(app, ready.message, outcome))
  await noteAccess(app, ready.text, outcome)
  return outcome.outcome === 'not_now' ? { again: app.clock.now() + backOff(received) } : {}
}

/** Does what the table of decisions says; gives the part ready for the carrier, or what the queue does with it. */
const prepare = async (app: SendNeeds, run: Run): Promise<PartResult | Ready> => {
  const loaded = await loadPart(app, run)
  if (!loaded) return {}
  const { message, thread, facts } = loaded
  switch (decidePart(facts)) {
    case 'settle':
      return settleAttempt(app, run, loaded)
    case 'give back':
      return leaveOut(app, loaded, run.part)
    case 'wait':
      if (facts.attempt === 'running') return { again: thread.sending?.until }
      if (facts.stop === 'requested') return { again: app.clock.now() + shortestPause }
      return passGate(app, run, loaded)
    case 'reserve':
      return passGate(app, run, loaded)
    case 'go':
      if (facts.attempt === 'ours' && run.number)
        return { message, thread, text: carrierText(message, run.part, run.number) }
      return passGate(app, run, loaded)
  }
}

/** The part is not sent now: credits that the thread has paid go back, and the rest of a failed text is withdrawn. */
const leaveOut = async (
  app: SendNeeds,
  { message, thread, facts }: Loaded,
  part: OutboundPart,
): Promise<PartResult> => {
  if (facts.charge === 'another part') {
    await giveBack(app, thread)
    return { again: app.clock.now() }
  }
  if (message.status === 'failed' || message.status === 'undelivered') await stopRest(app, message)
  await giveBack(app, thread)
  app.report({ ...textFacts(message), part: part.index, outcome: 'given_back' })
  return {}
}

/** The gate once more, a slot in the number's rate, and then the attempt is recorded. */
const passGate = async (app: SendNeeds, run: Run, loaded: Loaded): Promise<PartResult | Ready> => {
  const { message, thread, due } = loaded
  const rules = await loadRulesOf(app, message, 'cached', 'fresh')
  const gate = gateAgain(app, rules, loaded)
  if (!rules || gate.decision !== 'allow') {
    await recordRefusal(app, message, gate.decision === 'allow' ? numberGone : gate)
    await giveBack(app, thread)
    return {}
  }
  const now = app.clock.now()
  const segments = due?.segments ?? 0
  if (letsOthersGoFirst(message, now)) {
    run.slot ??=
      reservedSlot(thread, run.part, now) ?? (await app.pacing.reserveIdle(rules.number, segments, now))
    if (run.slot === undefined) return { again: now + pauseBehind(app) }
  }
  const cap = dailyCapOf(rules.number, rules.settings, now)
  if (cap && !(await passCap(app, run, loaded, cap))) return waitForDay(app, run, loaded, cap.endsAt)
  run.slot ??= reservedSlot(thread, run.part, now) ?? (await app.pacing.reserve(rules.number, segments, now))
  return secondOf(run.slot) > secondOf(now)
    ? waitForSlot(app, run, loaded, run.slot)
    : beginAttempt(app, run, loaded, rules)
}

/** For so long an automatic answer leaves the number to others; then it has its turn among them. */
const letsOthersGo = 30_000

/**
 * An automatic answer takes a slot only while nobody else wants one, so that many of them at once do not keep a reply
 * waiting.
 */
const letsOthersGoFirst = (message: OutboundMessage, now: number): boolean =>
  isAnswer(message) && message.status === 'queued' && now - message.createdAt < letsOthersGo

/** One to eight seconds, at random: those that wait do not all ask in the same moment. */
const pauseBehind = (app: Pick<App, 'randomId'>): number => (1 + (app.randomId(1).charCodeAt(0) % 8)) * 1000

/** Counts the part once for each day: for that of its reservation, and for that on which it leaves if it is a later one. */
const passCap = async (
  app: SendNeeds,
  run: Run,
  { message, thread, due }: Loaded,
  cap: DailyCap,
): Promise<boolean> => {
  run.countedFor ??= countedFor(thread, run.part)
  if (run.countedFor === cap.day) return true
  const passed = await countDaily(app, cap, message, due?.segments ?? 0)
  if (passed) run.countedFor = cap.day
  return passed
}

const numberGone = { decision: 'block', reason: 'number_not_active' } as const

/**
 * The gate's decision at this moment. A text that waited long in the queue may have come into the recipient's quiet hours;
 * the business hours were asked when it was accepted, and a text that has begun to leave is finished.
 */
const gateAgain = (
  app: Pick<SendNeeds, 'clock' | 'files'>,
  rules: Rules | undefined,
  { message, thread, facts }: Loaded,
): GateDecision => {
  if (!rules) return numberGone
  const { id, origin, body, sendNow, leaveBy, status, parts } = message
  const media = keptMedia(message, app.files.keptFor, app.clock.now())
  const segments = parts.reduce((sum, part) => sum + (part.status === 'queued' ? part.segments : 0), 0)
  const paid = facts.charge === 'this part' && thread.charged ? total(thread.charged) : 0
  const unbegun =
    status === 'queued' ? ({ keeps: 'quiet hours', leaveBy } as const) : ({ keeps: 'no hours' } as const)
  const text = { id, origin, body, media, segments, sendNow, thread, paid, ...unbegun }
  return askGate(rules, text, app.clock.now())
}

const carrierOutcomes: Record<CarrierOutcome['outcome'], TextOutcomeName> = {
  accepted: 'taken',
  not_now: 'throttled',
  refused: 'refused',
  unknown: 'unknown',
}

const callCarrier = async (
  app: Pick<App, 'carrier' | 'clock' | 'report'>,
  { message, text }: Ready,
  { index }: OutboundPart,
  queuedAt: number | undefined,
): Promise<CarrierOutcome> => {
  const began = app.clock.now()
  const answer = await app.carrier.send(text)
  const now = app.clock.now()
  const waited = { carrierMs: now - began, queuedMs: queuedAt && now - queuedAt }
  const reason = answer.outcome === 'refused' ? answer.code : 'detail' in answer ? answer.detail : undefined
  const facts = { ...textFacts(message), part: index, ...waited, reason }
  app.report({ ...facts, carrier: text.carrier, outcome: carrierOutcomes[answer.outcome] })
  return answer
}

const optOutOf = async (
  app: Pick<App, 'settings'>,
  { workspace, numberId }: OutboundMessage,
  outcome: CarrierOutcome,
): Promise<CarrierOptOut | undefined> => {
  if (outcome.outcome !== 'refused' || outcome.code !== 'recipient_opted_out') return undefined
  return { numberId, settings: await app.settings.get(workspace), reason: outcome.detail }
}

/**
 * 4. Receipt. Records what the carrier says became of a part: late, repeated and out-of-order ones never move it back. Says
 * `unrouted` where it came in at an account that is not the workspace's.
 */
export const recordReceipt = async (
  app: Pick<App, 'carrierAccounts' | 'clock' | 'commit' | 'conversations' | 'log' | 'messages' | 'report'>,
  receipt: Receipt,
): Promise<'unrouted' | undefined> => {
  const { workspace, messageId, index, status, error, account: id } = receipt
  const account = id && (await app.carrierAccounts.get(workspace, id))
  if (id && !account) return 'unrouted'
  let moved = false
  const message = await updateOutbound(app, workspace, messageId, (stored) => {
    const next = withReceipt(stored, receipt)
    moved = next.parts[index]?.status !== stored.parts[index]?.status
    return next
  })
  if (account) await noteWebhook(app, account)
  if (!message) app.log.warn('a receipt came for a message that is not here', { messageId })
  else if (moved && (status === 'delivered' || status === 'undelivered'))
    app.report({ ...textFacts(message), part: index, outcome: status, reason: error?.code })
  return undefined
}
