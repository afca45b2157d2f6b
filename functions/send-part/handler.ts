import { createApp } from '#adapters/app.ts'
import { createDefer } from '#adapters/aws/queue.ts'
import { createAwsCarrier } from '#adapters/carriers/aws/carrier.ts'
import { variable } from '#adapters/environment.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { partWork } from './part-work.ts'

const app = { ...createApp(), carrier: createAwsCarrier(variable('SMS_CONFIGURATION_SET')) }

/** Parts on their way to the carrier, one at a time in each thread. */
export const handler = queueWorker(app.log, partWork(app, createDefer(variable('OUTBOUND_QUEUE_URL'))))
