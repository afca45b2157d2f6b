import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { createApp } from '#adapters/app.ts'
import { createWebhookQueue } from '#adapters/webhooks/queue.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { audiencesOf, eventWork } from './event-work.ts'

const app = { ...createApp(), webhookQueue: createWebhookQueue() }

/** Events of the bus that programs outside may be told of. */
export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
  queueWorker(app.log, eventWork(app, audiencesOf(app)))(event, context),
)
