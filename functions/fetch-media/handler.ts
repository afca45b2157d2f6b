import { createApp } from '#adapters/app.ts'
import { atNeed } from '#adapters/at-need.ts'
import { fittingSecretAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { optionalVariable, variable } from '#adapters/environment.ts'
import { createCarrierFiles } from '#adapters/media/carrier-files.ts'
import { networkOf } from '#adapters/media/fetch-file.ts'
import { createMediaBucket } from '#adapters/media/media-bucket.ts'
import { mediaPlace } from '#adapters/media/media-place.ts'
import { toPicture, toSendable } from '#adapters/media/to-picture.ts'
import type { MediaJob } from '#domain/media/fetch-media.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { mediaWork } from './media-work.ts'

const bucket = createMediaBucket(mediaPlace())

/** Few files are not there when they are first asked for. */
const mediaJobs = atNeed(async () => {
  const { createMediaJobs } = await import('#adapters/media/media-queue.ts')
  return createMediaJobs(variable('MEDIA_QUEUE_URL'))
})

const app = {
  ...createApp(),
  carrierFiles: createCarrierFiles({
    bucket,
    network: networkOf(process.env),
    fitting: fittingSecretAtNeed(variable('CARRIER_SECRETS_PREFIX')),
    deleteAtCarrier: optionalVariable('DELETE_AT_CARRIER') === 'true',
  }),
  toPicture,
  toSendable,
  originals: bucket.originals,
  keepFile: bucket.keep,
  mediaJobs: { send: async (jobs: MediaJob[], seconds?: number) => (await mediaJobs()).send(jobs, seconds) },
}

/** Pictures and other files of customers' texts, one at a time. */
export const handler = queueWorker(app.log, mediaWork(app))
