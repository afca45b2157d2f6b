import { createApp } from '#adapters/app.ts'
import { parseAwsInbound } from '#adapters/aws/inbound.ts'
import { receiveMessage } from '#domain/messages/receive-message.ts'
import { queueWorker } from '../queue-worker.ts'

const app = createApp()

/** Customers' texts from AWS End User Messaging. */
export const handler = queueWorker(app.log, ({ body }) => receiveMessage(app, parseAwsInbound(body)))
