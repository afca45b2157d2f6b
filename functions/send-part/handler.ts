import type { SQSRecord } from 'aws-lambda'
import { createApp } from '#adapters/app.ts'
import { createDefer } from '#adapters/aws/queue.ts'
import { createAwsCarrier } from '#adapters/carriers/aws/carrier.ts'
import { variable } from '#adapters/environment.ts'
import type { OutboundPart } from '#domain/app.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { queueWorker } from '../edge/queue-worker.ts'

const app = { ...createApp(), carrier: createAwsCarrier(variable('SMS_CONFIGURATION_SET')) }
const defer = createDefer(variable('OUTBOUND_QUEUE_URL'))

const send = async (part: OutboundPart, { receiptHandle, attributes }: SQSRecord) => {
  const { ApproximateReceiveCount, SentTimestamp } = attributes
  const { again } = await sendPart(app, part, Number(ApproximateReceiveCount), Number(SentTimestamp))
  if (again === undefined) return undefined
  await defer(receiptHandle, (again - app.clock.now()) / 1000)
  return 'again'
}

/** Parts on their way to the carrier, one at a time in each thread. */
export const handler = queueWorker(app.log, {
  // Only publish-changes writes to this queue.
  parse: (body): OutboundPart => JSON.parse(body),
  about: ({ workspace, messageId, index }) => ({ workspace, messageId, part: index }),
  work: send,
})
