import type { App, OutboundPart } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { CarrierAccountId, CarrierOutcome } from '../carriers/carrier.ts'
import { loadChangedConversation } from '../conversations/changed-conversation.ts'
import type { MessageId, WorkspaceId } from '../ids.ts'
import { explainBlock, type GateDecision } from '../messages/gate-decision.ts'
import {
  advances,
  type DeliveryError,
  type OutboundMessage,
  type Part,
  type PartStatus,
  withoutFinalWord,
  withPart,
} from '../messages/message.ts'
import { textFacts } from '../messages/text-facts.ts'
import { withoutWaiting } from '../messages/withdrawn.ts'
import type { RecipientCarrier } from '../recipient-carrier.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

export type OutcomeNeeds = Pick<App, 'clock' | 'commit' | 'conversations' | 'messages' | 'report'>

/**
 * Changes a stored outbound message by a pure rule, however many others change it at the same time. The rule gives
 * the same object back where there is nothing to change: then nothing is written. Gives the message as it is stored;
 * undefined where there is no such message.
 */
export const updateOutbound = (
  app: Pick<App, 'clock' | 'commit' | 'conversations' | 'messages'>,
  workspace: WorkspaceId,
  id: MessageId,
  rule: (message: OutboundMessage) => OutboundMessage,
): Promise<OutboundMessage | undefined> =>
  retryOnConflict(app, async (reading) => {
    const message = await app.messages.get(workspace, id, reading)
    if (message?.direction !== 'outbound') return undefined
    const next = rule(message)
    if (next === message) return message
    await app.commit(next, ...(await loadChangedConversation(app, message, next, reading)))
    return asStored(next)
  })

/** Records what the carrier answered for a part, and gives the state that the part has now. */
export const recordOutcome = async (
  app: OutcomeNeeds,
  part: OutboundPart,
  outcome: CarrierOutcome,
): Promise<PartStatus> => {
  const change = partChange(outcome)
  const now = app.clock.now()
  const recorded = await updateOutbound(app, part.workspace, part.messageId, (message) => {
    if (message.parts[part.index]?.status !== 'queued') return withCarrierId(message, part.index, change)
    const next = withPart(message, part.index, change, now)
    // The rest of a text whose middle is missing would only confuse.
    return change.status === 'failed' ? { ...next, parts: withoutWaiting(next, part.index) } : next
  })
  return recorded?.parts[part.index]?.status ?? 'unknown'
}

const partChange = (outcome: CarrierOutcome): Partial<Part> => {
  switch (outcome.outcome) {
    case 'accepted':
      return { status: 'sent', carrierMessageId: outcome.carrierMessageId }
    case 'refused':
      return { status: 'failed', error: { code: outcome.code, detail: outcome.detail } }
    case 'unknown':
      return { status: 'unknown', error: { code: 'outcome_unknown', detail: outcome.detail } }
    case 'not_now':
      return {}
  }
}

/** A receipt was faster than the carrier's answer. */
const withCarrierId = (message: OutboundMessage, index: number, { carrierMessageId }: Partial<Part>) => {
  if (!carrierMessageId || message.parts[index]?.carrierMessageId) return message
  const parts = message.parts.map((part, i) => (i === index ? { ...part, carrierMessageId } : part))
  return { ...message, parts }
}

/** Withdraws the parts that have not left of a message whose earlier part did not arrive, as a receipt told. */
export const stopRest = (
  app: Pick<App, 'clock' | 'commit' | 'conversations' | 'messages'>,
  { workspace, id }: OutboundMessage,
): Promise<OutboundMessage | undefined> =>
  updateOutbound(app, workspace, id, (message) =>
    message.parts.some(({ status }) => status === 'queued')
      ? { ...message, parts: withoutWaiting(message) }
      : message,
  )

/**
 * Records that the gate lets a message go later or not at all. Where some parts have left already the message failed, and
 * the rest is withdrawn.
 */
export const recordRefusal = async (
  app: OutcomeNeeds,
  message: OutboundMessage,
  gate: Exclude<GateDecision, { decision: 'allow' }>,
): Promise<void> => {
  await updateOutbound(app, message.workspace, message.id, (stored) => refused(stored, gate))
  const outcome = gate.decision === 'hold' ? 'held' : 'blocked'
  app.report({ ...textFacts(message), outcome, reason: gate.reason })
}

const refused = (
  message: OutboundMessage,
  gate: Exclude<GateDecision, { decision: 'allow' }>,
): OutboundMessage => {
  if (gate.decision === 'hold') return { ...message, status: 'held', gate }
  const error = { code: gate.reason, detail: explainBlock(gate) }
  const parts = withoutWaiting(message, -1, error)
  const status = parts.every((part) => part.status === 'canceled') ? 'blocked' : 'failed'
  return { ...message, parts, status, gate, error }
}

/** What a carrier says about one part, in our words. */
export type Receipt = {
  workspace: WorkspaceId
  messageId: MessageId
  index: number
  /** Whose account it came in at, where the carrier has accounts: it counts for texts of its workspace only. */
  account?: CarrierAccountId
  /** Missing where the carrier did not say it this time. */
  carrierMessageId?: string
  /** Undefined for events that tell nothing about the delivery, only the price. */
  status?: Exclude<PartStatus, 'queued' | 'canceled'>
  error?: DeliveryError
  /** When the carrier saw it, epoch milliseconds. */
  at: number
  /** Whether the carrier says nothing more about the part. */
  final?: boolean
  /** USD. */
  price?: number
  carrierFee?: number
  /** Whose customer the recipient is, where the receipt names a carrier. */
  recipientCarrier?: RecipientCarrier
}

/**
 * The carrier tells the price with every receipt. While one is still to come that settles the part, the price waits for
 * it: that saves a write for each text.
 */
const isLastWord = ({ status }: Part, { final }: Receipt): boolean =>
  final === true || status === 'delivered' || status === 'undelivered' || status === 'failed'

/**
 * What a receipt says of the part. An error that is not the carrier's last word is none yet: the carrier has the text and
 * goes on trying (`isFinal` of AWS's events).
 */
const progressOf = ({ status, error, final }: Receipt): Pick<Part, 'status' | 'error'> | undefined => {
  if (status === undefined) return undefined
  if (final === false && status !== 'delivered') return { status: 'sent', error: undefined }
  return status === 'unknown' ? withoutFinalWord : { status, error }
}

/** The message as the receipt leaves it; the same object where the receipt says nothing new. */
export const withReceipt = (message: OutboundMessage, receipt: Receipt): OutboundMessage => {
  const part = message.parts[receipt.index]
  if (!part) return message
  const heard = progressOf(receipt)
  const price = Math.max(part.price ?? 0, receipt.price ?? 0) || undefined
  const carrierFee = Math.max(part.carrierFee ?? 0, receipt.carrierFee ?? 0) || undefined
  const progress = heard && advances(part, heard) ? heard : undefined
  const tellsPrice = price !== part.price || carrierFee !== part.carrierFee
  if (!progress && !(tellsPrice && isLastWord(part, receipt))) return message
  const { carrierMessageId = part.carrierMessageId, recipientCarrier } = receipt
  const change = { ...progress, price, carrierFee, carrierMessageId }
  const next = withPart(message, receipt.index, change, receipt.at)
  return recipientCarrier ? { ...next, recipientCarrier } : next
}
