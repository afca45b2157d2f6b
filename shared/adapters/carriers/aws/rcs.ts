import * as z from 'zod/mini'
import type { RcsContent } from '#domain/inbound/received-text.ts'
import { unneeded } from '../fields.ts'

const fileFacts = {
  mimeType: unneeded(z.string().check(z.maxLength(100))),
  fileName: unneeded(z.string().check(z.maxLength(300))),
  fileSizeBytes: unneeded(z.int().check(z.gte(0))),
}

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/rcs-inbound-media.html */
const file = z.discriminatedUnion('mediaStatus', [
  z.object({
    mediaStatus: z.literal('SUCCESS'),
    s3Bucket: z.string(),
    s3Key: z.string().check(z.minLength(1), z.maxLength(1024)),
    ...fileFacts,
  }),
  z.object({ mediaStatus: z.enum(['UPLOAD_FAILED', 'ROLE_ASSUME_FAILED']), ...fileFacts }),
])

/** AWS does not say how it writes a place; a label may come with it. */
const point = z.object({
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  longitude: z.number().check(z.gte(-180), z.lte(180)),
  label: unneeded(z.string().check(z.maxLength(100))),
})
const place = z.union([point, z.object({ location: point })])

/**
 * The file or place that the words of a text tell of, if they are such JSON: what AWS writes for an RCS agent, or what
 * somebody typed. A file counts only from `bucket`.
 */
export const rcsContentIn = (words: string, bucket: () => string): RcsContent | undefined => {
  const told = jsonIn(words)
  return fileIn(told, bucket) ?? placeIn(told)
}

const fileIn = (told: unknown, bucket: () => string): RcsContent | undefined => {
  const { success, data } = file.safeParse(told)
  if (!success) return undefined
  const about = { index: 0, contentType: data.mimeType, name: data.fileName, bytes: data.fileSizeBytes }
  if (data.mediaStatus !== 'SUCCESS') return { body: '', media: [{ ...about, failed: 'carrier_failed' }] }
  if (data.s3Bucket !== bucket()) return undefined
  return { body: '', media: [{ ...about, object: { bucket: data.s3Bucket, key: data.s3Key } }] }
}

const placeIn = (told: unknown): RcsContent | undefined => {
  const { success, data } = place.safeParse(told)
  if (!success) return undefined
  const { latitude, longitude, label } = 'location' in data ? data.location : data
  const link = `https://maps.google.com/?q=${latitude},${longitude}`
  return { body: label ? `${label} ${link}` : link }
}

const jsonIn = (words: string): unknown => {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}
