import type { App } from '#domain/app.ts'
import { variable } from '../environment.ts'
import { fileLinks } from './file-links.ts'
import { mediaPlace } from './media-place.ts'

/** The files of texts in our bucket, for those functions that may read them. */
export const createFiles = (): App['files'] => ({
  ...fileLinks(),
  place: async (key, file, now) => (await requests()).signedPlace(mediaPlace(), key, file, now),
  copy: async (from, to) => (await requests()).copyObject(mediaPlace(), from, to),
  look: async (job) => (await requests()).sendJob(mediaPlace().region, variable('MEDIA_QUEUE_URL'), job),
})

const requests = () => import('./signed-requests.ts')
