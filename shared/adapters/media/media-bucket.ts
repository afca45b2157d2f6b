import type { Fetched, MediaPorts } from '#domain/media/fetch-media.ts'
import type { Place } from './signed-link.ts'
import { deleteObject, putObject, readObject } from './signed-requests.ts'

type StoredObject = { bucket: string; key: string }

/**
 * The bucket with the files of texts. Pictures are shown by browsers; whatever else a customer sent they save and never open,
 * since the type and the disposition are those of the object itself.
 */
export const createMediaBucket = (place: Place) => ({
  keep: ((key, bytes, type) =>
    putObject(place, key, bytes, {
      'content-type': type ?? 'application/octet-stream',
      'content-disposition': type ? 'inline' : 'attachment',
      'cache-control': 'private, max-age=600',
    })) satisfies MediaPorts['keepFile'],
  /** What a carrier has put into it, under the prefix of a workspace. Throws where it is not there. */
  read: async ({ bucket, key }: StoredObject, prefix: string, mostBytes: number): Promise<Fetched> => {
    if (bucket !== place.bucket || !key.startsWith(prefix))
      return { outcome: 'refused', reason: 'host_not_allowed' }
    const found = await readObject(place, key, mostBytes)
    if (found === 'not_available') throw new Error('S3 does not have the file that the carrier put into it.')
    return found === 'too_large'
      ? { outcome: 'refused', reason: found }
      : { outcome: 'fetched', bytes: found }
  },
  /** What people have uploaded. */
  originals: {
    read: (key) => readObject(place, key, mostUploaded),
    remove: (key) => deleteObject(place, key),
  } satisfies MediaPorts['originals'],
  remove: ({ key }: StoredObject): Promise<void> => deleteObject(place, key),
})

/** Its place takes no more. */
const mostUploaded = 10_000_000
