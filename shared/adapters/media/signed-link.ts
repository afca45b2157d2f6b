import { AwsV4Signer } from 'aws4fetch'
import { times } from '#wiring/times.ts'
import { credentials } from '../aws/ask-aws.ts'

export type Place = { bucket: string; region: string }

/**
 * An address under which the object can be read until it expires, signed with the rights of the function itself (AWS
 * Signature Version 4, query parameters). `now`: epoch milliseconds. `request`: what is allowed instead of reading it.
 */
export const signedLink = async (place: Place, key: string, now: number, request: Allowed = {}) => {
  const url = addressOf(place, key)
  url.searchParams.set('X-Amz-Expires', String(times.mediaLink / 1000))
  const signer = new AwsV4Signer({
    ...{ ...request, url: url.href, signQuery: true, service: 's3', region: place.region, ...credentials() },
    datetime: new Date(now).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
  })
  const signed = await signer.sign()
  return { url: signed.url.href, expiresAt: now + times.mediaLink }
}

/** A request of another kind, whose headers are all signed where it says so. */
type Allowed = { method?: string; headers?: Record<string, string>; allHeaders?: boolean }

/** Carriers name objects as they like, with `#` too. The runner gives an address of its own, as the SDK knows it. */
export const addressOf = ({ bucket, region }: Place, key: string): URL => {
  const own = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL
  const path = key.split('/').map(encodeURIComponent).join('/')
  return new URL(own ? `${own}/${bucket}/${path}` : `https://${bucket}.s3.${region}.amazonaws.com/${path}`)
}
