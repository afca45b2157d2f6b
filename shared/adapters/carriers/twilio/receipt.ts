import * as z from 'zod/mini'
import type { CarrierDelivery } from '#domain/carriers/carrier.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import { type Ignored, ignore, unneeded } from '../fields.ts'
import { readReceiptPath } from '../receipt-path.ts'

/** A status callback (docs, "Outbound message status"). */
const callback = z.object({
  MessageSid: unneeded(z.string().check(z.minLength(1))),
  MessageStatus: z.string(),
  ErrorCode: unneeded(z.string().check(z.regex(/^\d{1,6}$/))),
})

/** What each status says; without one the text is still on its way. Twilio promises no order. */
const meanings: Record<string, Pick<Receipt, 'status' | 'final'>> = {
  accepted: {},
  scheduled: {},
  queued: {},
  sending: {},
  sent: { status: 'sent' },
  delivered: { status: 'delivered', final: true },
  read: { status: 'delivered', final: true },
  undelivered: { status: 'undelivered', final: true },
  failed: { status: 'undelivered', final: true },
  canceled: { status: 'undelivered', final: true },
}

/** https://www.twilio.com/docs/api/errors */
const codes: Record<string, string> = {
  21211: 'invalid_phone_number',
  21408: 'country_blocked',
  21610: 'recipient_opted_out',
  21614: 'not_mobile',
  30002: 'account_disabled',
  30003: 'phone_unreachable',
  30004: 'recipient_blocked',
  30005: 'invalid_phone_number',
  30006: 'not_mobile',
  30007: 'carrier_blocked',
  30008: 'delivery_unknown',
  30034: 'registration_required',
  30036: 'expired',
}

/** What became of the part that the path names. Throws on what cannot be read. */
export const readTwilioReceipt = ({ path, body, receivedAt }: CarrierDelivery): Receipt | Ignored => {
  const told = callback.parse(Object.fromEntries(new URLSearchParams(body)))
  const part = readReceiptPath(path)
  if (!part) return { ignored: 'not_ours' }
  if (!Object.hasOwn(meanings, told.MessageStatus)) return ignore(told.MessageStatus)
  const meaning = meanings[told.MessageStatus]
  return {
    ...part,
    ...meaning,
    carrierMessageId: told.MessageSid,
    error: meaning?.status === 'undelivered' ? errorOf(told.ErrorCode) : undefined,
    at: receivedAt,
  }
}

const errorOf = (code: string | undefined) => ({
  code: codes[code ?? ''] ?? 'carrier_refused',
  detail: code ? `Twilio's error ${code}.` : '',
})
