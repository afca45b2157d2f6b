import { askAws } from '../aws/ask-aws.ts'
import { addressOf, type Place, signedLink } from './signed-link.ts'

/**
 * A place in the bucket for one file of exactly this type and length: both are signed, so that S3 refuses anything else.
 * `now`: epoch milliseconds.
 */
export const signedPlace = async (
  place: Place,
  key: string,
  { contentType, bytes }: { contentType: string; bytes: number },
  now: number,
) => {
  const signed = { 'content-type': contentType, 'content-length': String(bytes) }
  const link = await signedLink(place, key, now, { method: 'PUT', headers: signed, allHeaders: true })
  return { ...link, headers: { 'content-type': contentType } }
}

/** Copies a file within the bucket, with its type and disposition. S3 may tell of a failure behind a 200. */
export const copyObject = async (place: Place, from: string, to: string): Promise<void> => {
  const headers = { 'x-amz-copy-source': `/${place.bucket}/${from}` }
  const answer = await send(place.region, 's3', addressOf(place, to), { method: 'PUT', headers })
  if (!answer.includes('CopyObjectResult')) throw new Error('S3 did not copy the file.')
}

/** Stores a file under a key, with headers that it will be served with. */
export const putObject = async (
  place: Place,
  key: string,
  bytes: Uint8Array,
  headers: Record<string, string>,
): Promise<void> => {
  // Decoders give bytes of memory that they share with their threads, which fetch would send as a text.
  const body = new Uint8Array(bytes)
  await send(place.region, 's3', addressOf(place, key), { method: 'PUT', headers, body })
}

/** The bytes of a file. Where nothing is there S3 denies the access, since no function may list the bucket. */
export const readObject = async (
  place: Place,
  key: string,
  mostBytes: number,
): Promise<Uint8Array | 'not_available' | 'too_large'> => {
  const answer = await askAws(place.region, 's3', addressOf(place, key), { method: 'GET', headers: {} })
  const isThere = answer.status !== 403 && answer.status !== 404
  if (isThere && !answer.ok) throw refusalOf('s3', answer)
  if (isThere && Number(answer.headers.get('content-length')) <= mostBytes) return answer.bytes()
  await answer.body?.cancel()
  return isThere ? 'too_large' : 'not_available'
}

/** Deletes a file; one that is not there is no failure. */
export const deleteObject = async (place: Place, key: string): Promise<void> => {
  await send(place.region, 's3', addressOf(place, key), { method: 'DELETE', headers: {} })
}

/** Puts a job on a queue. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendJob = async (region: string, QueueUrl: string, job: unknown): Promise<void> => {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' }
  const body = JSON.stringify({ QueueUrl, MessageBody: JSON.stringify(job) })
  await send(region, 'sqs', new URL('/', QueueUrl), { method: 'POST', headers, body })
}

const send = async (...request: Parameters<typeof askAws>): Promise<string> => {
  const answer = await askAws(...request)
  const text = await answer.text()
  if (!answer.ok) throw refusalOf(request[1], answer)
  return text
}

const refusalOf = (service: string, { status }: Response) => new Error(`${service} answered ${status}.`)
