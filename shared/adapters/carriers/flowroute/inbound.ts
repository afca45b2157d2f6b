import * as z from 'zod/mini'
import type { CarrierDelivery, CarrierMedia } from '#domain/carriers/carrier.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { type Ignored, ignore, isTime, named, unneeded } from '../fields.ts'
import { fromDigits } from './api.ts'

const file = z.object({
  id: named(),
  attributes: z.object({
    url: unneeded(z.url()),
    mime_type: unneeded(named()),
    file_name: unneeded(named()),
    file_size: unneeded(z.int().check(z.nonnegative())),
  }),
})
type File = z.infer<typeof file>

/** A text as Flowroute's callback tells it (developer.flowroute.com, "Receive an MMS"): JSON:API. */
const incoming = z.object({
  data: z.object({
    id: named(),
    attributes: z.object({
      from: named(),
      // Several in a group.
      to: z.union([named(), z.array(z.string())]),
      body: z.nullish(z.string()),
      direction: unneeded(z.string()),
      timestamp: unneeded(z.iso.datetime({ offset: true })),
    }),
    relationships: unneeded(z.object({ media: z.object({ data: z.array(z.object({ id: named() })) }) })),
  }),
  included: unneeded(z.array(z.unknown())),
})

/** A customer's text from a callback. Throws on what cannot be read. */
export const readFlowrouteInbound = (delivery: CarrierDelivery): CarrierInbound | Ignored => {
  const { data, included = [] } = incoming.parse(JSON.parse(delivery.body))
  const { from, to, body, direction = 'inbound', timestamp } = data.attributes
  if (direction !== 'inbound') return ignore(direction)
  const sent = Date.parse(timestamp ?? '')
  const media = (data.relationships?.media.data ?? []).map(({ id }, index) => mediaOf(id, index, included))
  return {
    carrier: 'flowroute',
    account: delivery.account,
    carrierMessageId: data.id,
    from: fromDigits(from),
    // A text of a group is for no number of ours, and kept as unrouted.
    to: typeof to === 'string' ? fromDigits(to) : `group:${to.map(fromDigits).join(',')}`,
    body: body ?? '',
    // To the second; nothing was sent after it came.
    at: isTime(sent) ? Math.min(sent, delivery.receivedAt) : delivery.receivedAt,
    ...(media.length > 0 && { media }),
  }
}

/** The relationships say in which order the files were sent; what is said of each stands elsewhere. */
const mediaOf = (id: string, index: number, included: unknown[]): CarrierMedia => {
  const { url, mime_type, file_name, file_size } = attributesOf(id, included)
  return {
    index,
    ...(mime_type !== undefined && { contentType: mime_type }),
    ...(file_name !== undefined && { name: file_name }),
    ...(file_size !== undefined && { bytes: file_size }),
    ...(url === undefined ? { failed: 'carrier_failed' } : { url }),
  }
}

const attributesOf = (id: string, included: unknown[]): Partial<File['attributes']> => {
  for (const item of included) {
    const { data } = file.safeParse(item)
    if (data?.id === id) return data.attributes
  }
  return {}
}
