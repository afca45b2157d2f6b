import { request as askOpenly, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { WebhookAnswer, WebhookRequest } from '#domain/webhooks/webhook-delivery.ts'
import { times } from '#wiring/times.ts'
import type { WebhookNetwork } from './addresses.ts'
import { signedHeaders } from './sign.ts'

/** `total`: milliseconds, of the whole request; `read`: bytes of the answer; `kept`: characters of it. */
const limits = { total: times.webhookAnswer, read: 64 * 1024, kept: 1_000 }

/** Posts an event once, signed. No redirect is followed, and the address is checked once more. Never throws. */
export const createPost =
  (network: WebhookNetwork, { total, read, kept } = limits) =>
  async (event: WebhookRequest): Promise<WebhookAnswer> => {
    const began = performance.now()
    const took = () => Math.round(performance.now() - began)
    if (!network.isAllowed(event.url)) return { problem: 'address_not_allowed', duration: took() }
    const agent = network.open()
    const signal = AbortSignal.timeout(total)
    try {
      const answer = await ask(event, { agent, signal })
      const words = await readStart(answer, read)
      const { statusCode: status, headers } = answer
      const said = { status, answer: words.slice(0, kept) || undefined }
      return { ...said, retryAfter: waitOf(headers['retry-after'], event.at), duration: took() }
    } catch (error) {
      return { problem: problemOf(error, signal), duration: took() }
    } finally {
      agent.destroy()
    }
  }

type Connection = { agent: ReturnType<WebhookNetwork['open']>; signal: AbortSignal }

const ask = (event: WebhookRequest, connection: Connection): Promise<IncomingMessage> => {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const url = new URL(event.url)
  const send = url.protocol === 'https:' ? request : askOpenly
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Parley-Webhooks/1',
    'accept-encoding': 'identity',
    'content-length': Buffer.byteLength(event.body),
    ...signedHeaders(event),
  }
  const asked = send(url, { method: 'POST', ...connection, headers }, resolve)
  asked.on('error', reject)
  asked.end(event.body)
  return promise
}

/** The first bytes of the answer; the rest is not waited for. */
const readStart = async (answer: IncomingMessage, most: number): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  answer.destroy()
  return Buffer.concat(chunks).subarray(0, most).toString()
}

/** Milliseconds: Retry-After has seconds, or a date. */
const waitOf = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return wait > 0 ? wait : undefined
}

/** The agent refuses private addresses with a sentence of its own. */
const problemOf = (error: unknown, signal: AbortSignal): WebhookAnswer['problem'] => {
  if (signal.aborted) return 'timeout'
  return /is not allowed/.test((error as Error).message) ? 'address_not_allowed' : 'no_connection'
}
