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
    const found = await readObject(client, place, mostBytes)
    return typeof found === 'string'
      ? { outcome: 'refused', reason: found }
      : { outcome: 'fetched', bytes: found }
  },
  /** What people have uploaded. Where nothing is there S3 denies the access, since the function may not list the bucket. */
  originals: {
    read: async (key) => {
      try {
        return await readObject(client, { bucket, key }, mostUploaded)
      } catch (error) {
        const { name } = error as Error
        if (name === 'NoSuchKey' || name === 'AccessDenied') return 'not_available'
        throw error
      }
    },
    remove: (key) => removeObject(client, bucket, key),
  } satisfies MediaPorts['originals'],
  remove: ({ key }: Place): Promise<void> => removeObject(client, bucket, key),
})

/** Its place takes no more. */
const mostUploaded = 10_000_000

const readObject = async (client: S3Client, { bucket, key }: Place, mostBytes: number) => {
  const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
  if (!Body) return 'not_available'
  return ContentLength > mostBytes ? 'too_large' : Body.transformToByteArray()
}

const removeObject = async (client: S3Client, bucket: string, key: string): Promise<void> => {
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
}
