import { expect, test } from 'vitest'
import { rcsContentIn } from '#adapters/carriers/aws/rcs.ts'

/** As in the user guide of AWS, with our bucket. */
const success = {
  mediaStatus: 'SUCCESS',
  s3Bucket: 'media',
  s3Key: 'rcs/wks_demo/rcs/msg-abc123def456#photo_2026.jpg',
  mimeType: 'image/jpeg',
  fileName: 'photo_2026.jpg',
  fileSizeBytes: 1211843,
}
const failure = {
  mediaStatus: 'ROLE_ASSUME_FAILED',
  mediaStatusMessage: 'Media received but could not assume the configured IAM role',
  mimeType: 'image/heic',
  fileName: 'IMG_7115.heic',
  fileSizeBytes: 1211843,
}
const read = (told: unknown) =>
  rcsContentIn(typeof told === 'string' ? told : JSON.stringify(told), () => 'media')

test('the documented notice of a file is read, with the sign # in its key', () => {
  expect(read(success)).toEqual({
    body: '',
    media: [
      {
        index: 0,
        contentType: 'image/jpeg',
        name: 'photo_2026.jpg',
        bytes: 1211843,
        object: { bucket: 'media', key: success.s3Key },
      },
    ],
  })
})

test.each(['UPLOAD_FAILED', 'ROLE_ASSUME_FAILED'])('%s is a file that the carrier lost', (mediaStatus) => {
  expect(read({ ...failure, mediaStatus })?.media).toEqual([
    {
      index: 0,
      contentType: 'image/heic',
      name: 'IMG_7115.heic',
      bytes: 1211843,
      failed: 'carrier_failed',
    },
  ])
})

test.each([undefined, null, 7, -1, {}])('%j instead of what a file can do without changes nothing', (odd) => {
  const change = { mimeType: odd, fileName: odd, fileSizeBytes: typeof odd === 'number' ? 1.5 : odd }
  expect(read({ ...success, ...change })?.media).toMatchObject([{ object: { key: success.s3Key } }])
})

test.each([
  ['another bucket', { ...success, s3Bucket: 'theirs' }],
  ['no key', { ...success, s3Key: '' }],
  ['another status', { ...success, mediaStatus: 'PENDING' }],
  ['no status', { s3Bucket: 'media', s3Key: success.s3Key }],
  ['words', 'see {"mediaStatus":"SUCCESS"}'],
  ['half of it', '{"mediaStatus":"SUCCESS"'],
  ['a list', '[]'],
  ['nothing', ''],
])('%s is a text', (_, told) => {
  expect(read(told)).toBeUndefined()
})

test.each([
  [{ latitude: 47.6205, longitude: -122.3493 }, 'https://maps.google.com/?q=47.6205,-122.3493'],
  [
    { location: { latitude: 47.6205, longitude: -122.3493, label: 'Space Needle' } },
    'Space Needle https://maps.google.com/?q=47.6205,-122.3493',
  ],
])('%j is a place on a map', (told, body) => {
  expect(read(told)).toEqual({ body })
})

test.each([{ latitude: 91, longitude: 0 }, { latitude: '47', longitude: 1 }, { latitude: 47 }])(
  '%j is no place',
  (told) => {
    expect(read(told)).toBeUndefined()
  },
)
