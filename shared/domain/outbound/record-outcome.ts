import type { App, CarrierOutcome, OutboundPart } from '../app.ts'
import { explainBlock, type GateDecision } from '../messages/gate-decision.ts'
import { type OutboundMessage, type Part, type PartStatus, withPart } from '../messages/message.ts'
import { updateOutbound } from './update-outbound.ts'

type UpdateNeeds = Pick<App, 'clock' | 'commit' | 'conversations' | 'messages'>

/** Records what the carrier said of a part, and gives the state that the part has now. */
export const recordOutcome = async (
  app: UpdateNeeds,
  part: OutboundPart,
  outcome: CarrierOutcome,
): Promise<PartStatus> => {
  const change = partChange(outcome)
  const now = app.clock.now()
  const recorded = await updateOutbound(app, part.workspace, part.messageId, (message) => {
    if (message.parts[part.index]?.status !== 'queued') return withCarrierId(message, part.index, change)
    const next = withPart(message, part.index, change, now)
    return change.status === 'failed' ? withoutLaterParts(next, part.index) : next
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

/** Withdraws what has not left of a message whose earlier part did not arrive, as a receipt told. */
export const stopRest = (app: UpdateNeeds, { workspace, id }: OutboundMessage) =>
  updateOutbound(app, workspace, id, (message) =>
    message.parts.some(({ status }) => status === 'queued') ? withoutLaterParts(message, -1) : message,
  )

/** The rest of a text whose middle is missing would only confuse. */
const withoutLaterParts = (message: OutboundMessage, failed: number): OutboundMessage => ({
  ...message,
  parts: message.parts.map((part, index) =>
    index > failed && part.status === 'queued' ? { ...part, status: 'canceled' } : part,
  ),
})

/**
 * Records that the gate lets a message go later or not at all. Some parts may have left already: then it failed, and
 * the rest is withdrawn.
 */
export const recordRefusal = (
  app: UpdateNeeds,
  { workspace, id }: OutboundMessage,
  gate: Exclude<GateDecision, { decision: 'allow' }>,
) =>
  updateOutbound(app, workspace, id, (message) => {
    if (gate.decision === 'hold') return { ...message, status: 'held', gate }
    const { parts } = withoutLaterParts(message, -1)
    const status = parts.every((part) => part.status === 'canceled') ? 'blocked' : 'failed'
    return {
      ...message,
      parts,
      status,
      gate,
      error: { code: gate.reason, detail: explainBlock(gate.reason) },
    }
  })
