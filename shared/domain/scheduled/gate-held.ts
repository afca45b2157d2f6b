import type { App, Reading, StoredRecord } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { creditsLeft } from '../credits/load-statement.ts'
import { ConflictError } from '../error.ts'
import { decideHold, isAutomated } from '../gate/decide-hold.ts'
import { decideSend } from '../gate/decide-send.ts'
import type { BusinessHours } from '../hours/business-hours.ts'
import { encodeNumber, type NumberId, threadRefOf, type WorkspaceId } from '../ids.ts'
import { explainBlock, type GateDecision } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { holdingHours } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Phone } from '../phone.ts'
import type { Settings } from '../settings/settings.ts'
import { type Thread, withUnanswered } from '../threads/thread.ts'

/** What holds for all held texts of a number. No number: it was taken away. */
export type Rules = {
  number?: BusinessNumber
  settings: Settings
  hours?: BusinessHours
  creditsLeft?: number
}

export type RuleNeeds = Pick<App, 'clock' | 'credits' | 'hours' | 'numbers' | 'settings' | 'teams'>

export const loadRules = async (
  app: RuleNeeds,
  workspace: WorkspaceId,
  numberId: NumberId,
): Promise<Rules> => {
  const [number, settings] = await Promise.all([
    app.numbers.get(workspace, numberId, 'fresh'),
    app.settings.get(workspace, 'fresh'),
  ])
  const hours = number && (await holdingHours(app, number))
  return { number, settings, hours, creditsLeft: await creditsLeft(app, settings) }
}

/** Everything that may have changed since a text was held. */
type Present = { thread: Thread; conversation?: Conversation; customerWrote: boolean }

type PresentNeeds = Pick<App, 'conversations' | 'messages' | 'threads'>

export const loadPresent = async (
  app: PresentNeeds,
  message: OutboundMessage,
  { settings }: Rules,
  reading: Reading,
): Promise<Present> => {
  const { workspace, conversationId, to } = message
  const [thread, conversation, customerWrote] = await Promise.all([
    app.threads.byPhone(workspace, to as Phone, reading),
    conversationId && app.conversations.get(workspace, conversationId, reading),
    settings.reviewAfterReply && isAutomated(message.origin) && hasCustomerWritten(app, message),
  ])
  if (!thread) throw new ConflictError([])
  return { thread, conversation: conversation || undefined, customerWrote }
}

/** So many entries of the thread are looked at: a customer who wrote is hardly ever further away. */
const entriesSeen = 20

const hasCustomerWritten = async (app: PresentNeeds, message: OutboundMessage): Promise<boolean> => {
  const since = message.editedAt ?? message.createdAt
  const range = { from: encodeNumber(since, 10), limit: entriesSeen }
  const entries = await app.messages.entries(message.workspace, threadRefOf(message.id), range)
  return entries.some(
    (entry) => entry.kind === 'message' && entry.direction === 'inbound' && entry.at > since,
  )
}

/** The send gate's word on a held text at a moment (epoch milliseconds). */
export const gateHeld = (
  message: OutboundMessage,
  { number, settings, hours, creditsLeft }: Rules,
  { thread, conversation, customerWrote }: Present,
  now: number,
): GateDecision => {
  if (!number) return { decision: 'block', reason: 'number_not_active' }
  const { origin, body, segments, sendAt, sendNow } = message
  const facts = { number, settings, origin, to: thread.phone }
  const { zone } = thread.flags
  const hold = decideHold({ ...facts, now, hours, zone, sendAt, sendNow, customerWrote })
  return decideSend({ ...facts, thread, conversation, body, segments, creditsLeft, hold })
}

/** The message as the gate leaves it. */
export const gated = (message: OutboundMessage, gate: GateDecision): OutboundMessage => {
  if (gate.decision !== 'block')
    return { ...message, gate, status: gate.decision === 'hold' ? 'held' : 'queued' }
  const error = { code: gate.reason, detail: explainBlock(gate.reason) }
  return { ...withdrawn(message), status: 'blocked', gate, error }
}

/** None of it will be sent. */
export const withdrawn = (message: OutboundMessage): OutboundMessage => ({
  ...message,
  status: 'canceled',
  parts: message.parts.map((part) => ({ ...part, status: 'canceled' })),
})

/** What is written where a held text may leave; one outside conversations can be answered from now on. */
export const changesOf = (next: OutboundMessage, thread: Thread, now: number): StoredRecord[] => {
  if (next.status !== 'queued' || next.conversationId) return [next]
  return [next, withUnanswered(thread, { messageId: next.id, numberId: next.numberId, at: now })]
}
