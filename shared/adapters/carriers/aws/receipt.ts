import * as z from 'zod/mini'
import { ExplainedError } from '#domain/error.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { parsePartId } from '#domain/messages/message.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import { recipientCarrierOf } from '#domain/recipient-carrier.ts'
import { openEnvelope } from './inbound.ts'

/** A messaging event of AWS End User Messaging (user guide, "messaging events"). */
const messagingEvent = z.object({
  eventType: z.string(),
  eventTimestamp: z.number(),
  isFinal: z.optional(z.boolean()),
  messageId: z.string(),
  messageStatus: z.optional(z.string()),
  messageStatusDescription: z.optional(z.string()),
  context: z.optional(z.record(z.string(), z.string())),
  totalMessagePrice: z.optional(z.number()),
  totalCarrierFee: z.optional(z.number()),
  carrierName: z.optional(z.string()),
})

/** What each event type says about the text; undefined: still on its way, nothing to tell. */
const statuses: Record<string, { status?: Receipt['status']; code?: string }> = {
  TEXT_QUEUED: {},
  TEXT_PENDING: {},
  TEXT_SENT: { status: 'sent' },
  TEXT_SUCCESSFUL: { status: 'sent' },
  TEXT_DELIVERED: { status: 'delivered' },
  TEXT_BLOCKED: { status: 'undelivered', code: 'recipient_blocked' },
  TEXT_CARRIER_BLOCKED: { status: 'undelivered', code: 'carrier_blocked' },
  TEXT_CARRIER_UNREACHABLE: { status: 'undelivered', code: 'carrier_unreachable' },
  TEXT_INVALID: { status: 'undelivered', code: 'invalid_phone_number' },
  TEXT_INVALID_MESSAGE: { status: 'undelivered', code: 'invalid_message' },
  TEXT_PROTECT_BLOCKED: { status: 'undelivered', code: 'protect_blocked' },
  TEXT_SPAM: { status: 'undelivered', code: 'spam' },
  TEXT_TTL_EXPIRED: { status: 'undelivered', code: 'expired' },
  // After 72 hours without a word from the network.
  TEXT_UNKNOWN: { status: 'unknown', code: 'delivery_unknown' },
  TEXT_UNREACHABLE: { status: 'undelivered', code: 'phone_unreachable' },
}

/**
 * A receipt from the queue, or undefined for events of texts that Parley did not send. Throws on what cannot be read:
 * it then ends among the dead letters.
 */
export const parseAwsReceipt = (body: string): Receipt | undefined => {
  const event = messagingEvent.parse(openEnvelope(body).message)
  const part = parsePartId(event.context?.part_id ?? '')
  const workspace = event.context?.workspace
  if (!part || !workspace) return undefined
  const meaning = statuses[event.eventType]
  if (!meaning) throw new ExplainedError('Unknown event type.', { eventType: event.eventType })
  return {
    ...part,
    workspace: workspace as WorkspaceId,
    carrierMessageId: event.messageId,
    status: meaning.status,
    error: meaning.code ? { code: meaning.code, detail: event.messageStatusDescription ?? '' } : undefined,
    at: event.eventTimestamp,
    final: event.isFinal,
    price: event.totalMessagePrice,
    carrierFee: event.totalCarrierFee,
    recipientCarrier: event.carrierName ? recipientCarrierOf(event.carrierName) : undefined,
  }
}
