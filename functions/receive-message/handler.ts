import { createApp } from '#adapters/app.ts'
import { parseAwsInbound } from '#adapters/carriers/aws/inbound.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { queueWorker } from '../edge/queue-worker.ts'

const app = createApp()

/** Customers' texts from AWS End User Messaging. */
export const handler = queueWorker(app.log, {
  parse: parseAwsInbound,
  about: ({ carrier, carrierMessageId }) => ({ carrier, carrierMessageId }),
  work: (text) => receiveMessage(app, text),
})
