import * as z from 'zod/mini'
import { wellFormed } from '#adapters/well-formed.ts'
import type { CarrierDelivery, CarrierName } from '#domain/carriers/carrier.ts'
import { ExplainedError } from '#domain/error.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import type { Named } from '#domain/unreadable/keep-unreadable.ts'
import { startingWith } from '../dynamo/schema.ts'
import type { CarrierAdapter } from './adapter.ts'
import { parseAwsInbound } from './aws/inbound.ts'
import { namedIn as namedInAws } from './aws/named-in.ts'
import { parseAwsReceipt } from './aws/receipt.ts'
import type { Ignored } from './fields.ts'

// What waits in the queues of texts and receipts: deliveries of carriers with an account, and what SNS wraps for AWS.

const delivery = z.object({
  carrier: z.enum(['aws', 'twilio', 'flowroute']),
  account: startingWith('cac_'),
  workspace: startingWith('wks_'),
  path: z.string(),
  contentType: z.string(),
  body: z.string(),
  receivedAt: z.number(),
})

/** A delivery by a webhook; undefined for anything else. */
const deliveryIn = (body: string): CarrierDelivery | undefined => {
  try {
    return delivery.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}

/** Whose payload it is. What is no delivery of another carrier came by the topic of AWS. */
export const carrierOf = (body: string): CarrierName => deliveryIn(body)?.carrier ?? 'aws'

/** Whom a payload names: of a delivery it is whose account it came in at, whatever stands in it. */
export const namedIn = (body: string): Named => {
  const found = deliveryIn(body)
  return found ? { workspace: found.workspace } : namedInAws(body)
}

/** Loaded at need: most texts come by AWS, and a cold start should not read how others are spoken with. */
const adapterOf = async ({ carrier }: CarrierDelivery): Promise<CarrierAdapter> => {
  const { accountCarriers } = await import('./carriers.ts')
  const adapter = accountCarriers[carrier]
  if (!adapter) throw new ExplainedError('No adapter reads this carrier.', { carrier })
  return adapter
}

/** A customer's text. Throws on what cannot be read. `queuedAt`: epoch milliseconds. */
export const parseInbound = async (body: string, queuedAt: number): Promise<CarrierInbound | Ignored> => {
  const found = deliveryIn(body)
  if (!found) return parseAwsInbound(body, queuedAt)
  const { carrier, account } = found
  const text = wellFormed((await adapterOf(found)).inbound(found))
  return 'ignored' in text ? text : { ...text, carrier, account }
}

/** What became of a part. Throws on what cannot be read. `queuedAt`: epoch milliseconds. */
export const parseReceipt = async (body: string, queuedAt: number): Promise<Receipt | Ignored> => {
  const found = deliveryIn(body)
  if (!found) return parseAwsReceipt(body, queuedAt)
  const receipt = wellFormed((await adapterOf(found)).receipt(found))
  return 'ignored' in receipt ? receipt : { ...receipt, account: found.account }
}
