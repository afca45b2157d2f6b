import * as z from 'zod/mini'
import type { CarrierDelivery } from '#domain/carriers/carrier.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import { type Ignored, ignore, isTime, unneeded } from '../fields.ts'
import { readReceiptPath } from '../receipt-path.ts'
import { withoutPathKey } from './webhook.ts'

/** A delivery receipt (developer.flowroute.com, "Receive a DLR"). Of texts with pictures there may be none. */
const receipt = z.object({
  data: z.object({
    id: unneeded(z.string().check(z.minLength(1))),
    attributes: z.object({
      level: z.coerce.number().check(z.int()),
      status: z.string(),
      status_code_description: unneeded(z.string()),
      timestamp: unneeded(z.iso.datetime({ offset: true })),
    }),
  }),
})

/** Flowroute publishes no list of its statuses that says it is whole: these words are in those that were seen. */
const kinds: [words: RegExp, status: Receipt['status']][] = [
  [/undeliver|fail|reject|expire|delete|refuse|block|invalid/, 'undelivered'],
  [/deliver/, 'delivered'],
  [/buffer|submit|accept|enroute|sent|queue|success/, 'sent'],
]

/** What became of the part that the path names. Throws on what cannot be read. */
export const readFlowrouteReceipt = ({ path, body, receivedAt }: CarrierDelivery): Receipt | Ignored => {
  const { data } = receipt.parse(JSON.parse(body))
  const part = readReceiptPath(withoutPathKey(path))
  if (!part) return { ignored: 'not_ours' }
  const { level, status, status_code_description: words, timestamp } = data.attributes
  const heard = statusOf(status.toLowerCase(), level)
  if (!heard) return ignore(status.replaceAll(' ', '_'))
  const at = Date.parse(timestamp ?? '')
  return {
    ...part,
    status: heard,
    carrierMessageId: data.id,
    error: heard === 'undelivered' ? { code: 'carrier_refused', detail: words ?? status } : undefined,
    at: isTime(at) ? Math.min(at, receivedAt) : receivedAt,
    final: heard !== 'sent',
  }
}

/** Level 1 tells of the way to the next carrier: what arrived there has not arrived at the phone. */
const statusOf = (status: string, level: number): Receipt['status'] => {
  const found = kinds.find(([words]) => words.test(status))?.[1]
  return found === 'delivered' && level === 1 ? 'sent' : found
}
