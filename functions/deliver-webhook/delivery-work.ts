import type { SQSRecord } from 'aws-lambda'
import { deliver } from '#domain/webhooks/deliver.ts'
import type { WebhookJob } from '#domain/webhooks/webhook-delivery.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

/** Hides a record of the queue for that long, seconds. */
type Defer = (receiptHandle: string, seconds: number) => Promise<void>

/** A job that has to come again is hidden until then. */
export const deliveryWork = (app: Parameters<typeof deliver>[0], defer: Defer): QueueWork<WebhookJob> => ({
  parse: (body) => JSON.parse(body),
  about: (job) => ({ ...job }),
  work: async (job, { receiptHandle, attributes }: SQSRecord) => {
    const { again } = await deliver(app, job, Number(attributes.ApproximateReceiveCount))
    if (again === undefined) return undefined
    await defer(receiptHandle, again / 1000)
    return 'again'
  },
})
