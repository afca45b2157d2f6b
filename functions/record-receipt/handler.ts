import { createApp } from '#adapters/app.ts'
import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { recordReceipt } from '#domain/outbound/deliver-text.ts'
import { queueWorker } from '../edge/queue-worker.ts'

const app = createApp()

/** What carriers say became of a part. */
export const handler = queueWorker(app.log, async ({ body }) => {
  const receipt = parseAwsReceipt(body)
  if (receipt) await recordReceipt(app, receipt)
})
