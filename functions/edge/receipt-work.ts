import { parseReceipt } from '#adapters/carriers/deliveries.ts'
import { recordReceipt } from '#domain/outbound/deliver-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import type { CarrierWork } from './carrier-work.ts'

/** What carriers say became of a part. */
export const receiptWork: CarrierWork<Receipt> = {
  source: 'receipts',
  way: 'out',
  parse: parseReceipt,
  about: ({ messageId, index, carrierMessageId }) => ({ messageId, part: index, carrierMessageId }),
  work: recordReceipt,
}
