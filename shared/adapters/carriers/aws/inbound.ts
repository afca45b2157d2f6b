import * as z from 'zod/mini'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'

/** What SNS wraps around a message when it puts it on a queue. */
const envelope = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string(),
  Message: z.string(),
  Timestamp: z.iso.datetime(),
})

/** Two-way SMS of AWS End User Messaging (user guide, "two-way SMS message payload"). */
const twoWayText = z.object({
  originationNumber: z.string().check(z.minLength(1)),
  destinationNumber: z.string().check(z.minLength(1)),
  messageBody: z.string(),
  inboundMessageId: z.string().check(z.minLength(1)),
  messageKeyword: z.optional(z.string()),
  previousPublishedMessageId: z.optional(z.string()),
})

/** The JSON that SNS carries, and when it took it. Throws on anything else: it then ends among the dead letters. */
export const openEnvelope = (body: string): { message: unknown; at: number } => {
  const { Message, Timestamp } = envelope.parse(JSON.parse(body))
  return { message: JSON.parse(Message), at: Date.parse(Timestamp) }
}

/** A customer's text from the queue. AWS gives no time of its own, so the time of SNS counts. */
export const parseAwsInbound = (body: string): CarrierInbound => {
  const { message, at } = openEnvelope(body)
  const text = twoWayText.parse(message)
  return {
    carrier: 'aws',
    carrierMessageId: text.inboundMessageId,
    from: text.originationNumber,
    to: text.destinationNumber,
    body: text.messageBody,
    at,
    previousCarrierMessageId: text.previousPublishedMessageId,
  }
}
