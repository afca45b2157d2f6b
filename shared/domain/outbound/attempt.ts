import { times } from '#wiring/times.ts'
import type { App, OutboundPart } from '../app.ts'
import type { CarrierPart } from '../carriers/carrier.ts'
import { type CarrierOptOut, withCarrierOptOut } from '../consents/carrier-opt-out.ts'
import type { Rules } from '../gate/ask-gate.ts'
import { withCampaign } from '../gate/frequency-cap.ts'
import { keyOf } from '../media/media.ts'
import {
  type OutboundMessage,
  type OutboundStatus,
  type Part,
  type PartStatus,
  partId,
} from '../messages/message.ts'
import { textFacts } from '../messages/text-facts.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { identityOf } from '../phones/national-writings.ts'
import type { Phone } from '../phones/phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { isAttemptOver } from '../threads/attempt.ts'
import { withTemplate } from '../threads/last-template.ts'
import { stopRequested } from '../threads/require-no-attempt.ts'
import { type Thread, withoutOldCampaigns } from '../threads/thread.ts'
import { isToCome } from '../time.ts'
import { charge, isChargedFor, settleCharge } from './charge.ts'
import type { PartFacts } from './decide-part.ts'
import { type OutcomeNeeds, recordOutcome } from './record-outcome.ts'

/** What the carrier's adapter waits for a connection and an answer. */
const requestTimeout = times.carrierConnect + times.carrierAnswer

/**
 * One run of the function. What it has taken survives lost races; `countedFor`: the day whose cap the part counts under;
 * `number`: the one that the attempt began with.
 */
export type Run = {
  part: OutboundPart
  token: string
  slot?: number
  countedFor?: string
  number?: BusinessNumber
}

/** A part as it is stored at this moment. `due`: the part itself; undefined where its message has no such part. */
export type Loaded = { message: OutboundMessage; thread: Thread; due?: Part; facts: PartFacts }

/** What the queue does with the part: it leaves the queue, or comes again at that time (epoch milliseconds). */
export type PartResult = { again?: number }

/** A part that may be taken to the carrier now: its attempt is recorded. */
export type Ready = Pick<Loaded, 'message' | 'thread'> & { text: CarrierPart }

type LoadNeeds = Pick<App, 'clock' | 'messages' | 'threads'>

/** Reads a part and what decides about it. Undefined where its message or its thread is not here. */
export const loadPart = async (app: LoadNeeds, run: Run): Promise<Loaded | undefined> => {
  const { workspace, messageId, index } = run.part
  const message = await app.messages.get(workspace, messageId, 'fresh')
  if (message?.direction !== 'outbound') return undefined
  const thread = await app.threads.byPhone(workspace, message.to, 'fresh')
  if (!thread) return undefined
  const due = message.parts[index]
  const facts = await factsOf(app, run, { message, thread, due })
  return { message, thread, due, facts }
}

/** An unknown part was most likely taken: the rest of the text follows it. */
const underWay: OutboundStatus[] = ['queued', 'sending', 'unknown']

const factsOf = async (app: LoadNeeds, run: Run, loaded: Omit<Loaded, 'facts'>): Promise<PartFacts> => {
  const { message, thread } = loaded
  const now = app.clock.now()
  const slot = run.slot ?? reservedSlot(thread, run.part, now)
  return {
    attempt: await attemptOf(app, run, loaded, now),
    part: isDue(message, run.part) ? 'due' : 'done',
    charge: chargeOf(thread, run.part),
    stop: stopRequested(thread, now) ? 'requested' : 'none',
    slot: slot === undefined ? 'none' : secondOf(slot) > secondOf(now) ? 'later' : 'now',
  }
}

/** Parts come in their order. One before it that is still `queued` was put aside, and the sweep puts both out again. */
const isDue = ({ status, parts }: OutboundMessage, { index }: OutboundPart): boolean =>
  underWay.includes(status) && parts.findIndex((part) => part.status === 'queued') === index

const attemptOf = async (
  app: LoadNeeds,
  { token }: Run,
  { message, thread, due }: Omit<Loaded, 'facts'>,
  now: number,
): Promise<PartFacts['attempt']> => {
  const { sending } = thread
  if (!sending) return 'none'
  if (sending.token === token && due) return 'ours'
  const attempted = sending.messageId === message.id ? message : undefined
  if (await isAttemptOver(app, thread, sending, attempted)) return 'over'
  return isToCome(sending.until, now, times.attempt) ? 'running' : 'abandoned'
}

const chargeOf = (thread: Thread, part: OutboundPart): PartFacts['charge'] => {
  if (!thread.charged) return 'none'
  return isChargedFor(thread, part) ? 'this part' : 'another part'
}

/** Carriers count by the second, and so does the queue's visibility time. */
export const secondOf = (at: number): number => Math.floor(at / 1000)

/** The slot (epoch milliseconds) that the thread keeps for a part. One from a clock that has been set back since is none. */
export const reservedSlot = ({ slot }: Thread, part: OutboundPart, now: number): number | undefined => {
  if (slot?.messageId !== part.messageId || slot.part !== part.index || slot.dayIsFull) return undefined
  return (slot.reservedAt ?? 0) > now + times.clocksDiffer ? undefined : slot.at
}

/** The day (`YYYY-MM-DD`) for which a part was counted under a daily cap. */
export const countedFor = ({ counted }: Thread, part: OutboundPart): string | undefined =>
  counted?.messageId === part.messageId && counted.part === part.index ? counted.day : undefined

/** So that a part that comes again, as when the carrier could not take it, is not counted twice. */
const withCounted = (thread: Thread, { part, countedFor: day }: Run): Thread =>
  day ? { ...thread, counted: { messageId: part.messageId, part: part.index, day } } : thread

type WaitNeeds = Pick<App, 'clock' | 'commit' | 'report'>

/**
 * A daily cap lets the part through no earlier than then, and a slot that it had is over by that time. The thread says so,
 * once: a text that waits for tomorrow is not late.
 */
export const waitForDay = async (
  app: WaitNeeds,
  { part }: Run,
  { thread, message }: Loaded,
  at: number,
): Promise<PartResult> => {
  const { messageId, index } = part
  const { slot: before } = thread
  const isKnown =
    before?.dayIsFull && before.at === at && before.messageId === messageId && before.part === index
  if (!isKnown) {
    const slot = { messageId, part: index, at, reservedAt: app.clock.now(), dayIsFull: true as const }
    await app.commit({ ...thread, slot })
    app.report({ ...textFacts(message), part: index, outcome: 'waiting', reason: 'daily_cap' })
  }
  return { again: at }
}

/** Keeps the slot on the thread, so that the part takes it when it comes again, and no other one. */
export const waitForSlot = async (
  app: WaitNeeds,
  run: Run,
  { thread, message }: Loaded,
  at: number,
): Promise<PartResult> => {
  const { part } = run
  const now = app.clock.now()
  if (reservedSlot(thread, part, now) === undefined) {
    const slot = { messageId: part.messageId, part: part.index, at, reservedAt: now }
    await app.commit({ ...withCounted(thread, run), slot })
    app.report({ ...textFacts(message), part: part.index, outcome: 'waiting' })
  }
  return { again: secondOf(at) * 1000 }
}

/** Records that the part is about to be taken to the carrier, and what it pays. From then on it is never tried blindly again. */
export const beginAttempt = async (
  app: Pick<App, 'clock' | 'commit'>,
  run: Run,
  { message, thread, due }: Loaded,
  { number, statement }: Pick<Rules, 'number' | 'statement'>,
): Promise<Ready> => {
  const { part, token } = run
  run.number = number
  const now = app.clock.now()
  const current = withCounted(withoutOldCampaigns(thread, now), run)
  const { slot: _, ...unslotted } = withTemplate(withCampaign(current, message, now), message, now)
  const sending = { token, messageId: part.messageId, part: part.index, until: now + times.attempt }
  const [paid, ...credits] = charge(statement, { ...unslotted, sending }, part, due?.segments ?? 0)
  await app.commit(paid, ...credits)
  return {
    message,
    text: carrierText(message, part, number),
    thread: { ...paid, version: thread.version + 1 },
  }
}

/** A phone is dialled in the one writing that a mobile has from abroad. */
export const carrierText = (
  message: OutboundMessage,
  { workspace, index }: OutboundPart,
  { carrier, carrierAccountId }: Pick<BusinessNumber, 'carrier' | 'carrierAccountId'>,
): CarrierPart => ({
  workspace,
  carrier,
  account: carrierAccountId,
  from: message.from,
  to: identityOf(message.to) as Phone,
  body: message.parts[index]?.body ?? message.body,
  media: (message.media ?? []).flatMap((one, index) =>
    one.status === 'ready' && one.kind === 'image'
      ? { key: keyOf(message, index, 'view'), contentType: one.contentType, bytes: one.bytes }
      : [],
  ),
  messageId: message.id,
  partId: partId(message.id, index),
})

/** Whether a request begun now could outlast its attempt: an opt-out may be stored by then. */
export const isTooLate = ({ sending }: Thread, now: number): boolean =>
  sending === undefined || now + requestTimeout > sending.until

type EndNeeds = Pick<App, 'clock' | 'commit' | 'credits' | 'randomId' | 'settings' | 'threads'>

/** States that a part never leaves for `queued`. */
const staysOver: PartStatus[] = ['sent', 'delivered', 'undelivered']

/**
 * Ends an attempt by the state that its part has now. A part that was taken and paid nothing needs no write: its outcome
 * says that the attempt is over.
 */
export const endAttempt = async (
  app: EndNeeds,
  attempted: Thread,
  status: PartStatus,
  optOut?: CarrierOptOut,
): Promise<void> => {
  if (staysOver.includes(status) && !attempted.charged && !optOut) return
  await retryOnConflict(app, async (reading) => {
    const { workspace, phone } = attempted
    const thread = reading === 'cached' ? attempted : await app.threads.byPhone(workspace, phone, 'fresh')
    if (!thread?.sending || thread.sending.token !== attempted.sending?.token) return
    const { sending: _, ...ended } = thread
    const [settled, ...credits] = await settleCharge(app, ended, status)
    await app.commit(...(optOut ? withCarrierOptOut(app, settled, optOut) : [settled]), ...credits)
  })
}

/**
 * Ends an attempt that a function left when it died. Where the part has no outcome, only a receipt can tell whether the
 * carrier took it.
 */
export const settleAttempt = async (
  app: EndNeeds & OutcomeNeeds,
  { part }: Run,
  { thread, facts }: Loaded,
): Promise<PartResult> => {
  const { sending } = thread
  if (!sending) return {}
  const { workspace } = thread
  const attempted = { workspace, messageId: sending.messageId, index: sending.part }
  const status = await recordOutcome(app, attempted, interrupted)
  if (facts.attempt === 'abandoned' && status === 'unknown') reportInterrupted(app, attempted)
  await endAttempt(app, thread, status)
  const another = sending.messageId !== part.messageId || sending.part !== part.index
  return another ? { again: app.clock.now() } : {}
}

const interrupted = { outcome: 'unknown', detail: 'The attempt was interrupted.' } as const

const reportInterrupted = (app: Pick<App, 'report'>, { workspace, messageId, index }: OutboundPart): void =>
  app.report({ way: 'out', outcome: 'unknown', workspace, messageId, part: index, reason: 'interrupted' })

/** Returns the credits that the thread has paid for a part that is not sent now. */
export const giveBack = async (
  app: Pick<App, 'clock' | 'commit' | 'credits' | 'settings'>,
  thread: Thread,
): Promise<void> => {
  if (thread.charged) await app.commit(...(await settleCharge(app, thread, 'canceled')))
}
