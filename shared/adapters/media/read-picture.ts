import { mediaPlace } from './media-place.ts'
import { signedLink } from './signed-link.ts'

/** A picture of our bucket, by a signed address and without the SDK's client. Undefined where it is not there. */
export const readPicture = async (
  key: string,
): Promise<{ bytes: Uint8Array; contentType: string } | undefined> => {
  const { url } = await signedLink(mediaPlace(), key, Date.now())
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
  // S3 denies the access to what is not there where the bucket may not be listed.
  if (answer.status === 404 || answer.status === 403) return undefined
  if (!answer.ok) throw new Error(`s3 answered ${answer.status}.`)
  const contentType = answer.headers.get('content-type') ?? 'application/octet-stream'
  return { bytes: await answer.bytes(), contentType }
}
