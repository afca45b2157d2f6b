import * as z from 'zod/mini'
import { parsePartId } from '#domain/messages/message.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import { recipientCarrierOf } from '#domain/recipient-carrier.ts'
import { type Ignored, ignore, isTime, unneeded } from '../fields.ts'
import { openEnvelope, workspaceId } from './envelope.ts'

const price = () => unneeded(z.number().check(z.gte(0), z.lte(1000)))

/** A messaging event of AWS End User Messaging (user guide, "messaging events"): all but its type may be missing. */
const messagingEvent = z.object({
  eventType: z.string(),
  eventTimestamp: unneeded(z.number().check(z.refine(isTime))),
  isFinal: unneeded(z.boolean()),
  messageId: unneeded(z.string()),
  messageStatusDescription: unneeded(z.string()),
  context: unneeded(z.object({ workspace: unneeded(workspaceId()), part_id: unneeded(z.string()) })),
  totalMessagePrice: price(),
  totalCarrierFee: price(),
  carrierName: unneeded(z.string()),
})

type Meaning = { status?: Receipt['status']; code?: string }

/** What each kind of event says about the text; without a status it is still on its way, and nothing is to tell. */
const meanings: Record<string, Meaning> = {
  QUEUED: {},
  PENDING: {},
  SENT: { status: 'sent' },
  SUCCESSFUL: { status: 'sent' },
  DELIVERED: { status: 'delivered' },
  READ: { status: 'delivered' },
  BLOCKED: { status: 'undelivered', code: 'recipient_blocked' },
  CARRIER_BLOCKED: { status: 'undelivered', code: 'carrier_blocked' },
  CARRIER_UNREACHABLE: { status: 'undelivered', code: 'carrier_unreachable' },
  INVALID: { status: 'undelivered', code: 'invalid_phone_number' },
  INVALID_MESSAGE: { status: 'undelivered', code: 'invalid_message' },
  PROTECT_BLOCKED: { status: 'undelivered', code: 'protect_blocked' },
  SPAM: { status: 'undelivered', code: 'spam' },
  TTL_EXPIRED: { status: 'undelivered', code: 'expired' },
  // After 72 hours without a word from the network.
  UNKNOWN: { status: 'unknown', code: 'delivery_unknown' },
  UNREACHABLE: { status: 'undelivered', code: 'phone_unreachable' },
  // Of the file that a text was sent with.
  FILE_INACCESSIBLE: { status: 'undelivered', code: 'file_inaccessible' },
  FILE_SIZE_EXCEEDED: { status: 'undelivered', code: 'file_too_large' },
  FILE_TYPE_UNSUPPORTED: { status: 'undelivered', code: 'file_type_unsupported' },
  FAILED: { status: 'undelivered', code: 'rcs_failed' },
  // The phone takes no RCS, and got the same words by SMS.
  FALLEN_BACK_TO_SMS: { status: 'delivered' },
}

/** Events of texts, of media and of RCS tell the same things under names of their own: TEXT_SPAM, MEDIA_SPAM. */
const meaningOf = (eventType: string): Meaning | undefined => {
  const [, kind = ''] = /^(?:TEXT|MEDIA|RCS)_(\w+)$/.exec(eventType) ?? []
  return Object.hasOwn(meanings, kind) ? meanings[kind] : undefined
}

/**
 * A receipt from the queue, where it was put at `queuedAt`. Ignored are events of texts that Parley did not send, and
 * kinds of events that it does not know. Throws on what cannot be read.
 */
export const parseAwsReceipt = (body: string, queuedAt: number): Receipt | Ignored => {
  const { message, at } = openEnvelope(body, queuedAt)
  const event = messagingEvent.parse(message)
  const part = parsePartId(event.context?.part_id ?? '')
  const workspace = event.context?.workspace
  if (!part || !workspace) return { ignored: 'not_ours' }
  const meaning = meaningOf(event.eventType)
  if (!meaning) return ignore(event.eventType)
  return {
    ...part,
    workspace,
    carrierMessageId: event.messageId,
    status: meaning.status,
    error: meaning.code ? { code: meaning.code, detail: event.messageStatusDescription ?? '' } : undefined,
    at: event.eventTimestamp ?? at,
    final: event.isFinal,
    price: event.totalMessagePrice,
    carrierFee: event.totalCarrierFee,
    recipientCarrier: event.carrierName ? recipientCarrierOf(event.carrierName) : undefined,
  }
}
