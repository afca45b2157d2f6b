import { AwsV4Signer } from 'aws4fetch'
import { addressOf, credentials, type Place, signedLink } from './signed-link.ts'

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

/** Puts a job on a queue. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendJob = async (region: string, QueueUrl: string, job: unknown): Promise<void> => {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' }
  const body = JSON.stringify({ QueueUrl, MessageBody: JSON.stringify(job) })
  await send(region, 'sqs', new URL('/', QueueUrl), { method: 'POST', headers, body })
}

type Request = { method: string; headers: Record<string, string>; body?: string }

const send = async (region: string, service: string, url: URL, request: Request): Promise<string> => {
  const signer = new AwsV4Signer({ ...request, url: url.href, service, region, ...credentials() })
  const { method, headers, body } = await signer.sign()
  const signal = AbortSignal.timeout(5_000)
  const answer = await fetch(url, { method, headers, body: body as string | undefined, signal })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${service} answered ${answer.status}.`)
  return text
}
