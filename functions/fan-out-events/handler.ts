import { createApp } from '#adapters/app.ts'
import { createWebhookQueue } from '#adapters/webhooks/queue.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { createAudiences, eventWork } from './event-work.ts'

const app = { ...createApp(), webhookQueue: createWebhookQueue() }

/** Events of the bus that programs outside may be told of. */
export const handler = queueWorker(app.log, eventWork(app, createAudiences(app)))
