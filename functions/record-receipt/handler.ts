import { createApp } from '#adapters/app.ts'
import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { recordReceipt } from '#domain/outbound/deliver-text.ts'
import { queueWorker } from '../edge/queue-worker.ts'

const app = createApp()

/** What carriers say became of a part. */
export const handler = queueWorker(app.log, {
  parse: parseAwsReceipt,
  about: (receipt) => ({
    messageId: receipt?.messageId,
    part: receipt?.index,
    carrierMessageId: receipt?.carrierMessageId,
  }),
  work: async (receipt) => receipt && recordReceipt(app, receipt),
})
