import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Fetched, MediaPorts } from '#domain/media/fetch-media.ts'
import { nameOperations } from '../aws/name-operations.ts'

type Place = { bucket: string; key: string }

/**
 * The bucket with the files of texts. Pictures are shown by browsers; whatever else a customer sent they save and never open,
 * since the type and the disposition are those of the object itself.
 */
export const createMediaBucket = (bucket: string, client = nameOperations(new S3Client({}))) => ({
  keep: (async (key, bytes, type) => {
    await client.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: key, Body: bytes },
        ContentType: type ?? 'application/octet-stream',
        ContentDisposition: type ? 'inline' : 'attachment',
        CacheControl: 'private, max-age=600',
      }),
    )
  }) satisfies MediaPorts['keepFile'],
  /** What a carrier has put into it, under the prefix of a workspace. */
  read: async (place: Place, prefix: string, mostBytes: number): Promise<Fetched> => {
    if (place.bucket !== bucket || !place.key.startsWith(prefix))
      return { outcome: 'refused', reason: 'host_not_allowed' }
    const { Body, ContentLength = 0 } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: place.key }),
    )
    if (!Body) return { outcome: 'refused', reason: 'not_available' }
    if (ContentLength > mostBytes) return { outcome: 'refused', reason: 'too_large' }
    return { outcome: 'fetched', bytes: await Body.transformToByteArray() }
  },
  remove: async ({ key }: Place): Promise<void> => {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
  },
})
