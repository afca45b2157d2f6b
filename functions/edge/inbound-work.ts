import { parseAwsInbound } from '#adapters/carriers/aws/inbound.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { CarrierWork } from './carrier-work.ts'

/** Customers' texts from AWS End User Messaging. */
export const inboundWork: CarrierWork<CarrierInbound> = {
  source: 'inbound',
  way: 'in',
  parse: parseAwsInbound,
  about: ({ carrier, carrierMessageId }) => ({ carrier, carrierMessageId }),
  work: receiveMessage,
}
