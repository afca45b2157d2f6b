import { createApp } from '#adapters/app.ts'
import { createFittingSecret } from '#adapters/aws/carrier-secrets.ts'
import { optionalVariable, variable } from '#adapters/environment.ts'
import { createCarrierFiles } from '#adapters/media/carrier-files.ts'
import { networkOf } from '#adapters/media/fetch-file.ts'
import { createMediaBucket } from '#adapters/media/media-bucket.ts'
import { createMediaJobs } from '#adapters/media/media-queue.ts'
import { toPicture } from '#adapters/media/to-picture.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { mediaWork } from './media-work.ts'

const bucket = createMediaBucket(variable('MEDIA_BUCKET'))

const app = {
  ...createApp(),
  carrierFiles: createCarrierFiles({
    bucket,
    network: networkOf(process.env),
    fitting: createFittingSecret(variable('CARRIER_SECRETS_PREFIX')),
    deleteAtCarrier: optionalVariable('DELETE_AT_CARRIER') === 'true',
  }),
  toPicture,
  keepFile: bucket.keep,
  mediaJobs: createMediaJobs(variable('MEDIA_QUEUE_URL')),
}

/** Pictures and other files of customers' texts, one at a time. */
export const handler = queueWorker(app.log, mediaWork(app))
