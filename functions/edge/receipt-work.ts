import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { recordReceipt } from '#domain/outbound/deliver-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import type { CarrierWork } from './carrier-work.ts'

/** What AWS End User Messaging says became of a part. */
export const receiptWork: CarrierWork<Receipt> = {
  source: 'receipts',
  way: 'out',
  parse: parseAwsReceipt,
  about: ({ messageId, index, carrierMessageId }) => ({ messageId, part: index, carrierMessageId }),
  work: recordReceipt,
}
