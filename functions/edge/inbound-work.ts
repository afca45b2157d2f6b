import { parseInbound } from '#adapters/carriers/deliveries.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { CarrierWork } from './carrier-work.ts'

/** Customers' texts from any carrier. */
export const inboundWork: CarrierWork<CarrierInbound> = {
  source: 'inbound',
  way: 'in',
  parse: parseInbound,
  about: ({ carrier, carrierMessageId }) => ({ carrier, carrierMessageId }),
  work: receiveMessage,
}
