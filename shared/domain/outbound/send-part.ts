import type { App, CarrierOutcome, CarrierText, OutboundPart } from '../app.ts'
import { type CarrierOptOut, withCarrierOptOut } from '../consents/carrier-opt-out.ts'
import { stopRequested } from '../consents/require-no-attempt.ts'
import type { Statement } from '../credits/credit-account.ts'
import { loadCounted } from '../credits/load-statement.ts'
import { decideHold } from '../gate/decide-hold.ts'
import { decideSend } from '../gate/decide-send.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import {
  type OutboundMessage,
  type OutboundStatus,
  type Part,
  type PartStatus,
  partId,
} from '../messages/message.ts'
import { holdingHours } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Phone } from '../phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import type { Thread } from '../threads/thread.ts'
import { charge, creditsFor, isChargedFor, settleCharge } from './charge.ts'
import { recordOutcome, recordRefusal, stopRest } from './record-outcome.ts'

type Needs = Pick<
  App,
  | 'carrier'
  | 'randomId'
  | 'clock'
  | 'commit'
  | 'conversations'
  | 'credits'
  | 'hours'
  | 'log'
  | 'messages'
  | 'numbers'
  | 'pacing'
  | 'settings'
  | 'teams'
  | 'threads'
>

/** What becomes of the part's place in the queue: it leaves it, or comes again at that time (epoch milliseconds). */
export type PartResult = { again?: number }

/** How long a request to the carrier may be under way: its timeout and then some. */
const requestTakesAtMost = 30_000
/** What the carrier's adapter waits for an answer, and for a connection. */
const requestTimeout = 12_000
const shortestPause = 2_000
const longestPause = 300_000

/** Longer with every time that the queue has given the part. */
const backOff = (received: number): number => Math.min(longestPause, shortestPause * 2 ** (received - 1))

/**
 * Takes one part to the carrier, at most once: the attempt is recorded before the call, and an attempt that was left
 * without an outcome is `unknown`, never repeated. Parts of one thread come one at a time and in order. `received`:
 * how often the queue has given this one.
 */
export const sendPart = async (app: Needs, part: OutboundPart, received = 1): Promise<PartResult> => {
  const attempt: Attempt = { token: app.randomId(8) }
  const prepared = await retryOnConflict(app, () => prepare(app, part, attempt))
  if (!('text' in prepared)) return prepared
  if (isLate(prepared.thread, app.clock.now())) {
    await endAttempt(app, prepared.thread, 'queued')
    return { again: app.clock.now() }
  }
  const outcome = await app.carrier.send(prepared.text)
  const fate = outcome.outcome === 'not_now' ? 'queued' : await recordOutcome(app, part, outcome)
  await endAttempt(app, prepared.thread, fate, await optOutOf(app, prepared.message, outcome))
  return outcome.outcome === 'not_now' ? { again: app.clock.now() + backOff(received) } : {}
}

/** Who was held up until the request could outlast the attempt must not begin it: an opt-out may be stored by then. */
const isLate = ({ sending }: Thread, now: number): boolean =>
  sending === undefined || now + requestTimeout > sending.until

/** One run of the function; the slot survives lost races. */
type Attempt = { token: string; slot?: number }
type Prepared = { message: OutboundMessage; text: CarrierText; thread: Thread }

/** Asks everything that must hold at this moment, and records the attempt. */
const prepare = async (app: Needs, part: OutboundPart, attempt: Attempt): Promise<PartResult | Prepared> => {
  const message = await app.messages.get(part.workspace, part.messageId, 'fresh')
  if (message?.direction !== 'outbound') return {}
  const thread = await app.threads.byPhone(part.workspace, message.to as Phone, 'fresh')
  if (!thread) return {}
  const now = app.clock.now()
  const due = message.parts[part.index]
  // Our own write, of which we were told that it had failed.
  if (due && thread.sending?.token === attempt.token)
    return { message, text: carrierText(message, due, part), thread }
  if (thread.sending && thread.sending.until > now) return { again: thread.sending.until }
  if (thread.sending) return settleAbandoned(app, thread, part)
  if (thread.charged && !isChargedFor(thread, part)) return giveBack(app, thread, { again: now })
  if (message.status === 'failed' || message.status === 'undelivered') await stopRest(app, message)
  if (due?.status !== 'queued' || !underWay.includes(message.status)) return giveBack(app, thread)
  if (stopRequested(thread, now)) return { again: now + shortestPause }

  const gate = await gateAgain(app, message, thread, part)
  if ('decision' in gate) {
    await recordRefusal(app, message, gate)
    return giveBack(app, thread)
  }
  attempt.slot ??= reservedSlot(thread, part) ?? (await app.pacing.reserve(gate.number, due.segments, now))
  if (secondOf(attempt.slot) > secondOf(now)) return waitForSlot(app, thread, part, attempt.slot)
  const { slot: _, ...unslotted } = thread
  const { token } = attempt
  const sending = { token, messageId: part.messageId, part: part.index, until: now + requestTakesAtMost }
  const [paid, ...credits] = charge(gate.statement, { ...unslotted, sending }, part, due.segments)
  await app.commit(paid, ...credits)
  return {
    message,
    text: carrierText(message, due, part),
    thread: { ...paid, version: thread.version + 1 },
  }
}

/** An unknown part was most likely taken: the rest of the text follows it. */
const underWay: OutboundStatus[] = ['queued', 'sending', 'unknown']

/** Carriers count by the second, and so does the queue's visibility time. */
const secondOf = (at: number) => Math.floor(at / 1000)

const reservedSlot = ({ slot }: Thread, part: OutboundPart): number | undefined =>
  slot?.messageId === part.messageId && slot.part === part.index ? slot.at : undefined

/** The slot is remembered, so that the part takes it when it comes again, and no other one. */
const waitForSlot = async (
  app: Needs,
  thread: Thread,
  part: OutboundPart,
  at: number,
): Promise<PartResult> => {
  if (reservedSlot(thread, part) === undefined) {
    await app.commit({ ...thread, slot: { messageId: part.messageId, part: part.index, at } })
  }
  return { again: secondOf(at) * 1000 }
}

type Passed = { number: BusinessNumber; statement?: Statement }

/** The gate's word at this moment, with what sending needs where it allows. */
const gateAgain = async (
  app: Needs,
  message: OutboundMessage,
  thread: Thread,
  part: OutboundPart,
): Promise<Exclude<GateDecision, { decision: 'allow' }> | Passed> => {
  const [number, settings] = await Promise.all([
    app.numbers.get(message.workspace, message.numberId),
    app.settings.get(message.workspace),
  ])
  if (!number) return { decision: 'block', reason: 'number_not_active' }
  const statement = await loadCounted(app, settings, 'fresh')
  const creditsLeft = creditsFor(statement, thread, part)
  const { origin, body } = message
  const segments = segmentsToSend(message)
  const hold = await holdForQuiet(app, message, thread, { number, settings })
  const facts = { number, to: thread.phone, thread, origin, settings, body, segments, creditsLeft, hold }
  const gate = decideSend(facts)
  return gate.decision === 'allow' ? { number, statement } : gate
}

/**
 * A text that waited long in the queue may have come into the recipient's quiet hours. The hours of the business were
 * asked when it was accepted, and what has begun to leave is finished.
 */
const holdForQuiet = async (
  app: Needs,
  { status, origin, sendNow }: OutboundMessage,
  { phone: to, flags }: Thread,
  { number, settings }: { number: BusinessNumber; settings: Settings },
) => {
  if (status !== 'queued') return undefined
  const hours = await holdingHours(app, number)
  const now = app.clock.now()
  const anyHour = { hoursPolicy: 'off' } as const
  return decideHold({ now, origin, number: anyHour, hours, settings, to, zone: flags.zone, sendNow })
}

const segmentsToSend = ({ parts }: OutboundMessage): number =>
  parts.reduce((sum, { status, segments }) => sum + (status === 'queued' ? segments : 0), 0)

/** What was taken for a part that is not sent now. */
const giveBack = async (app: Needs, thread: Thread, result: PartResult = {}): Promise<PartResult> => {
  if (thread.charged) await app.commit(...(await settleCharge(app, thread, 'canceled')))
  return result
}

const carrierText = (
  message: OutboundMessage,
  part: Part,
  { workspace, index }: OutboundPart,
): CarrierText => ({
  workspace,
  from: message.from,
  to: message.to as Phone,
  body: part.body ?? message.body,
  messageId: message.id,
  partId: partId(message.id, index),
})

/** A function died between the attempt and its outcome: whether the carrier took the part, only a receipt can tell. */
const settleAbandoned = async (app: Needs, thread: Thread, part: OutboundPart): Promise<PartResult> => {
  const abandoned = thread.sending
  if (!abandoned) return {}
  const { messageId, part: index } = abandoned
  const fate = await recordOutcome(
    app,
    { workspace: thread.workspace, messageId, index },
    { outcome: 'unknown', detail: 'The attempt was interrupted.' },
  )
  await endAttempt(app, thread, fate)
  const another = messageId !== part.messageId || index !== part.index
  return another ? { again: app.clock.now() } : {}
}

const optOutOf = async (
  app: Needs,
  { workspace, numberId }: OutboundMessage,
  outcome: CarrierOutcome,
): Promise<CarrierOptOut | undefined> => {
  if (outcome.outcome !== 'refused' || outcome.code !== 'recipient_opted_out') return undefined
  return { numberId, settings: await app.settings.get(workspace), reason: outcome.detail }
}

const endAttempt = async (
  app: Needs,
  attempted: Thread,
  fate: PartStatus,
  optOut?: CarrierOptOut,
): Promise<void> => {
  await retryOnConflict(app, async (reading) => {
    const { workspace, phone } = attempted
    const thread = reading === 'cached' ? attempted : await app.threads.byPhone(workspace, phone, 'fresh')
    if (!thread?.sending || thread.sending.token !== attempted.sending?.token) return
    const { sending: _, ...ended } = thread
    const [settled, ...credits] = await settleCharge(app, ended, fate)
    await app.commit(...(optOut ? withCarrierOptOut(app, settled, optOut) : [settled]), ...credits)
  })
}
