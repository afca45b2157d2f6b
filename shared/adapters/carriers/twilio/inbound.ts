import * as z from 'zod/mini'
import type { CarrierDelivery, CarrierMedia } from '#domain/carriers/carrier.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { type Ignored, ignore, isTime, named, unneeded } from '../fields.ts'

/** A text as Twilio's webhook tells it (docs, "Messaging webhooks"), as far as Parley cannot do without it. */
const incoming = z.object({
  MessageSid: named(),
  From: named(),
  To: named(),
  Body: z.optional(z.string()),
  NumMedia: unneeded(z.string().check(z.regex(/^\d{1,2}$/))),
  OptOutType: unneeded(z.enum(['STOP', 'START', 'HELP'])),
  /** No webhook tells it: `list-inbound.ts` adds it to what webhooks have not brought. */
  DateCreated: unneeded(z.iso.datetime()),
})

type Incoming = z.infer<typeof incoming>

/** What is told of texts that we sent, where somebody has pasted the address for customers' texts there. */
const outbound = ['accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed']

/**
 * A customer's text from a webhook's form. Twilio tells no time, so the time of the request counts. A text of another
 * channel or of a group belongs to no number. Throws on what cannot be read.
 */
export const readTwilioInbound = (delivery: CarrierDelivery): CarrierInbound | Ignored => {
  const fields = Object.fromEntries(new URLSearchParams(delivery.body))
  const { SmsStatus = 'received' } = fields
  if (outbound.includes(SmsStatus)) return ignore(SmsStatus)
  const text = incoming.parse({ ...fields, MessageSid: fields.MessageSid ?? fields.SmsMessageSid })
  const at = Date.parse(text.DateCreated ?? '')
  const media = mediaOf(fields, text)
  return {
    carrier: 'twilio',
    account: delivery.account,
    carrierMessageId: text.MessageSid,
    from: text.From,
    to: addresseeOf(fields, text),
    body: text.Body ?? '',
    at: isTime(at) ? at : delivery.receivedAt,
    // Said only where Advanced Opt-Out is on.
    ...(text.OptOutType && { carrierAnswered: true }),
    ...(media.length > 0 && { media }),
  }
}

/**
 * The number that a text is for. What came by WhatsApp, by RCS or in a group is no text between two phones: its address
 * says so and is no number of ours, so the text is kept as unrouted.
 */
const addresseeOf = (fields: Record<string, string>, { From, To }: Incoming): string => {
  if (Object.keys(fields).some((name) => name.startsWith('OtherRecipients'))) return `group:${To}`
  const [channel] = /^[a-z]+:/i.exec(From) ?? []
  return channel && !To.includes(':') ? `${channel}${To}` : To
}

/** The most files that a text brings. */
const mostMedia = 10

const mediaOf = (fields: Record<string, string>, { NumMedia = '0' }: Incoming): CarrierMedia[] =>
  Array.from({ length: Math.min(Number(NumMedia), mostMedia) }, (_, index) => {
    const url = fields[`MediaUrl${index}`]
    const contentType = fields[`MediaContentType${index}`]
    return { index, ...(contentType && { contentType }), ...(url ? { url } : { failed: 'carrier_failed' }) }
  })
