import * as z from 'zod/mini'
import type { Carrier, CarrierPart } from '#domain/carriers/carrier.ts'
import type { CarrierAccess } from '../adapter.ts'
import { askCarrier } from '../ask.ts'
import { outcomeOf } from '../outcome.ts'
import { readJson } from '../read-json.ts'
import { receiptPath } from '../receipt-path.ts'
import { accountAddress, credentialsOf } from './api.ts'

/** Sends with `POST Messages.json`, which has no key against repetition: one attempt, and no more. */
export const sendByTwilio =
  (access: CarrierAccess): Carrier['send'] =>
  async (part) => {
    const reply = await askCarrier({
      method: 'POST',
      url: `${accountAddress(access)}/Messages.json`,
      credentials: credentialsOf(access),
      contentType: 'application/x-www-form-urlencoded',
      body: formOf(part, access).toString(),
    })
    return outcomeOf(reply, { idIn, refusalIn, detailIn })
  }

const formOf = (part: CarrierPart, { publicUrl, messagingServiceSid }: CarrierAccess): URLSearchParams => {
  const form = new URLSearchParams({
    From: part.from,
    To: part.to,
    ...(messagingServiceSid && { MessagingServiceSid: messagingServiceSid }),
    ...(part.body !== '' && { Body: part.body }),
    // Parley has counted the segments of the very characters that it gives.
    SmartEncoded: 'false',
    StatusCallback: `${publicUrl}/${receiptPath(part)}`,
  })
  for (const { url } of part.media) if (url) form.append('MediaUrl', url)
  return form
}

const taken = z.object({ sid: z.string().check(z.regex(/^[A-Z]{2}[0-9a-f]{32}$/)) })
const idIn = (body: string) => readJson(taken, body)?.sid

/** https://www.twilio.com/docs/api/errors */
const refusals: Record<number, { code: string; detail: string }> = {
  21211: { code: 'invalid_phone_number', detail: 'Twilio does not accept the phone number.' },
  21214: { code: 'invalid_phone_number', detail: 'Twilio cannot reach the phone number.' },
  21408: { code: 'country_blocked', detail: "The account's geographic permissions block this country." },
  21610: { code: 'recipient_opted_out', detail: 'Twilio has an opt-out of this recipient.' },
  21614: { code: 'invalid_phone_number', detail: 'Twilio says that the phone number is no mobile phone.' },
}

const failure = z.object({ code: z.int() })
const refusalIn = (body: string) => refusals[readJson(failure, body)?.code ?? 0]

/** The number only: Twilio's words quote the phone. */
const detailIn = (body: string) => {
  const code = readJson(failure, body)?.code
  return code === undefined ? 'Twilio gave no reason.' : `Twilio's error ${code}.`
}
