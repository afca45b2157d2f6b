import { createApp } from '#adapters/app.ts'
import { variable } from '#adapters/environment.ts'
import { createKnown } from '#adapters/known.ts'
import { createHandOver } from '#adapters/pushes/hand-over.ts'
import { type PushKey, readPushKey } from '#adapters/pushes/key.ts'
import { pushServicesOf } from '#adapters/pushes/services.ts'
import { minute } from '#domain/time.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { pushWork } from './push-work.ts'

const prefix = variable('PUSH_SECRETS_PREFIX')
const known = createKnown<PushKey>({ keptFor: 5 * minute, most: 1 })

const app = {
  ...createApp(),
  handOver: createHandOver({
    services: pushServicesOf(process.env),
    key: () => known(prefix, () => readPushKey(prefix)),
    subject: variable('PORTAL_URL'),
  }),
}

/** Pushes that wait, one at a time. */
export const handler = queueWorker(app.log, pushWork(app))
