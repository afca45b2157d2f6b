import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3'
import type { Answer, Reply, Request } from '../core/http.ts'
import type { EdgeFunction } from './edge-function.ts'

export type Header = { name: string; value: string; override: boolean }

/** Where what is not in a cache comes from: a bucket, or the HTTP API of an id. */
export type Origin = { bucket: string } | { api: string }

export type Behaviour = {
  /** `/assets/*`; `*` for whatever no other one takes. */
  pattern: string
  origin: Origin
  methods: string[]
  headers: Header[]
  atRequest?: EdgeFunction
  /** The headers that the origin gets, in lower case. Default: all. */
  passes?: string[]
}

/** A distribution of the template; its behaviours are in the order in which they are looked through. */
export type Distribution = { domain: string; url: string; behaviours: Behaviour[] }

type Origins = { s3: S3Client; api(id: string): Answer }

/** Answers for a distribution. Nothing is cached: each answer is as new as the origin's. */
export const createDistributionAnswer =
  ({ behaviours }: Distribution, origins: Origins): Answer =>
  async (request, response) => {
    const behaviour = behaviours.find(({ pattern }) => matches(pattern, request.url.pathname))
    if (!behaviour) throw new Error('A distribution has a behaviour for every path.')
    const { origin, methods, headers, passes } = behaviour
    if (!methods.includes(request.method)) return withHeaders(refused, headers)
    const reply =
      'api' in origin
        ? await origins.api(origin.api)(passes ? passOn(request, passes) : request, response)
        : await readObject(origins.s3, origin.bucket, request, behaviour.atRequest)
    return reply && withHeaders(reply, headers)
  }

/** What a request goes on with. Where it came from is said by CloudFront, whatever the client wrote: address and port. */
const passOn = (request: Request, passes: string[]): Request => {
  const { remoteAddress, remotePort } = request.raw.socket
  const all = { ...request.headers, 'cloudfront-viewer-address': `${remoteAddress}:${remotePort}` }
  const passed = Object.entries(all).filter(([name]) => passes.includes(name))
  return { ...request, headers: Object.fromEntries(passed) }
}

const matches = (pattern: string, path: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(path)

const text = { 'content-type': 'text/plain' }
const refused: Reply = { status: 403, headers: text, body: 'This method is not allowed here.' }

const withHeaders = (reply: Reply, added: Header[]): Reply => {
  const headers = { ...reply.headers }
  for (const { name, value, override } of added) if (override || !(name in headers)) headers[name] = value
  return { ...reply, headers }
}

const readObject = async (
  s3: S3Client,
  bucket: string,
  request: Request,
  atRequest?: EdgeFunction,
): Promise<Reply> => {
  const path = atRequest?.(request) ?? request.url.pathname
  try {
    const found = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: decodeURIComponent(path.slice(1)) }),
    )
    // Read to its end even where it is not sent: an answer that is not read keeps its connection for good.
    const body = Buffer.from((await found.Body?.transformToByteArray()) ?? [])
    const headers = {
      'content-type': found.ContentType ?? 'binary/octet-stream',
      ...(found.CacheControl && { 'cache-control': found.CacheControl }),
      ...(found.ETag && { etag: found.ETag }),
    }
    if (found.ETag && request.headers['if-none-match'] === found.ETag) return { status: 304, headers }
    return { status: 200, headers, body }
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error
    return { status: 404, headers: text, body: `There is no ${path}.` }
  }
}
