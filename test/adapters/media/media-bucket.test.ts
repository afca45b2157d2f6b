import type { AddressInfo } from 'node:net'
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { buildApp } from 'fauxqs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createMediaBucket } from '#adapters/media/media-bucket.ts'

/** The bucket on an emulator, beside the SDK's own client. */
const emulator = buildApp({ logger: false, host: 'localhost', defaultRegion: 'us-east-1' })
const Bucket = 'pictures'
const bucket = createMediaBucket({ bucket: Bucket, region: 'us-east-1' })
let s3: S3Client

beforeAll(async () => {
  await emulator.listen({ port: 0, host: '127.0.0.1' })
  const endpoint = `http://127.0.0.1:${(emulator.server.address() as AddressInfo).port}`
  vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b')
  s3 = new S3Client({
    ...{ endpoint, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  await s3.send(new CreateBucketCommand({ Bucket }))
})
afterAll(async () => {
  s3.destroy()
  await emulator.close()
  vi.unstubAllEnvs()
})

const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) % 256)

test.each([
  ['image/webp' as const, 'image/webp', 'inline'],
  [undefined, 'application/octet-stream', 'attachment'],
])('a file of the type %s is served as %s, %s', async (type, ContentType, ContentDisposition) => {
  const Key = `media/wks_a/msg_1/0/${ContentDisposition}`
  await bucket.keep(Key, bytes, type)
  const stored = await s3.send(new GetObjectCommand({ Bucket, Key }))
  expect(stored).toMatchObject({
    ...{ ContentType, ContentDisposition, ContentLength: bytes.length },
    CacheControl: 'private, max-age=600',
  })
  expect(await stored.Body?.transformToByteArray()).toEqual(bytes)
})

test('bytes in shared memory, as the decoders give them, are stored as they are', async () => {
  const shared = new Uint8Array(new SharedArrayBuffer(5))
  shared.set([0, 255, 10, 128, 7])
  await bucket.keep('media/wks_a/msg_1/0/shared', shared, 'image/jpeg')
  const stored = await s3.send(new GetObjectCommand({ Bucket, Key: 'media/wks_a/msg_1/0/shared' }))
  expect(await stored.Body?.transformToByteArray()).toEqual(Uint8Array.of(0, 255, 10, 128, 7))
})

// AWS writes such keys for RCS.
const place = { bucket: Bucket, key: 'rcs/wks_a/rcs/agent#+1 (206)?/é' }

test('what a carrier left is read whatever its key has, and is gone once it is removed', async () => {
  await bucket.keep(place.key, bytes, undefined)
  expect(await bucket.read(place, 'rcs/wks_a/', bytes.length)).toEqual({ outcome: 'fetched', bytes })
  await bucket.remove(place)
  await expect(bucket.read(place, 'rcs/wks_a/', bytes.length)).rejects.toThrow('S3 does not have the file')
})

test.each([
  ['another bucket', { ...place, bucket: 'others' }],
  ['another workspace', { ...place, key: 'rcs/wks_b/rcs/one' }],
])('nothing is read from %s', async (_, other) => {
  const refused = { outcome: 'refused', reason: 'host_not_allowed' }
  expect(await bucket.read(other, 'rcs/wks_a/', bytes.length)).toEqual(refused)
})

test('what is too large is not read, and what nobody uploaded is not available', async () => {
  await bucket.keep(place.key, bytes, undefined)
  const tooLarge = { outcome: 'refused', reason: 'too_large' }
  expect(await bucket.read(place, 'rcs/wks_a/', bytes.length - 1)).toEqual(tooLarge)
  expect(await bucket.originals.read('uploads/wks_a/med_1')).toBe('not_available')
})

test('a store that is down is a failure, and no word about the file', async () => {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3
  vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:1')
  await expect(bucket.originals.read('uploads/wks_a/med_1')).rejects.toThrow('fetch failed')
  vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint)
})
