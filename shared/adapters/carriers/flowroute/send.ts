import * as z from 'zod/mini'
import type { Carrier, CarrierPart } from '#domain/carriers/carrier.ts'
import type { CarrierAccess } from '../adapter.ts'
import { askCarrier } from '../ask.ts'
import { outcomeOf } from '../outcome.ts'
import { readJson } from '../read-json.ts'
import { receiptPath } from '../receipt-path.ts'
import { credentialsOf, messagesAddress, toDigits } from './api.ts'
import { withPathKey } from './webhook.ts'

/** Sends with `POST /v2.2/messages` (developer.flowroute.com, "Send a message"): one attempt, and no more. */
export const sendByFlowroute =
  (access: CarrierAccess): Carrier['send'] =>
  async (part) => {
    const reply = await askCarrier({
      method: 'POST',
      url: messagesAddress(),
      credentials: credentialsOf(access),
      contentType: 'application/vnd.api+json',
      body: JSON.stringify(requestOf(part, access)),
    })
    return outcomeOf(reply, { idIn, refusalIn: () => undefined, detailIn })
  }

const requestOf = (part: CarrierPart, access: CarrierAccess) => {
  const media = part.media.flatMap(({ url }) => url ?? [])
  return {
    from: toDigits(part.from),
    to: toDigits(part.to),
    body: media.length > 0 ? plainQuotes(part.body) : part.body,
    dlr_callback: `${access.publicUrl}/${withPathKey(receiptPath(part), access)}`,
    ...(media.length > 0 && { is_mms: true, media_urls: media }),
  }
}

/** Curly quotes in a text with pictures "are known to cause errors", as Flowroute's page on sending says. */
const plainQuotes = (body: string) => body.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')

const taken = z.object({ data: z.object({ id: z.string().check(z.minLength(1)) }) })
const idIn = (body: string) => readJson(taken, body)?.data.id

const failure = z.object({ errors: z.array(z.object({ title: z.string() })) })

/** The title names the kind of a failure; its detail may quote a phone. */
const detailIn = (body: string) => readJson(failure, body)?.errors[0]?.title ?? 'Flowroute gave no reason.'
