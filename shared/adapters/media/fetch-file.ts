import { Agent, request as askOpenly, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import type { MediaFailure } from '#domain/carriers/carrier.ts'
import type { Fetched } from '#domain/media/fetch-media.ts'
import type { FetchPolicy } from '../carriers/adapter.ts'

/** What a fetch may take. `idle` and `total` are milliseconds. */
export type FetchLimits = { bytes: number; idle: number; total: number; redirects: number }

export const fetchLimits: FetchLimits = { bytes: 12 * 1024 * 1024, idle: 5_000, total: 30_000, redirects: 3 }

/** What of the network may be reached: tests bring one of their own, and so does the runner with its simulated carriers. */
export type Network = {
  protocol: 'https:' | 'http:'
  /** The connections of one fetch. */
  open(): Agent
}

/**
 * Addresses are checked when the connection is made, so that a name cannot lead to one thing and then to another: what is
 * private, of the link or of the function itself is refused.
 */
export const publicNetwork: Network = {
  protocol: 'https:',
  open: () => new RequestFilteringHttpsAgent({ keepAlive: false }),
}

/** Where carriers are simulated: on this machine and without TLS. The policy says which of its addresses are meant. */
const simulatedNetwork: Network = { protocol: 'http:', open: () => new Agent({ keepAlive: false }) }

/** The runner tells functions where it simulates carriers. Nothing that is deployed has these names. */
export const networkOf = ({ TWILIO_API_URL, FLOWROUTE_API_URL }: NodeJS.ProcessEnv): Network =>
  TWILIO_API_URL || FLOWROUTE_API_URL ? simulatedNetwork : publicNetwork

/**
 * Reads a file that a carrier keeps. Each address on the way is asked of the policy, https and public addresses only;
 * credentials go with the first request and with no other. Never throws.
 */
export const fetchFile = async (
  address: string,
  policy: FetchPolicy,
  limits: FetchLimits = fetchLimits,
  network: Network = publicNetwork,
): Promise<Fetched> => {
  const agent = network.open()
  const signal = AbortSignal.timeout(limits.total)
  try {
    let url = parse(address)
    for (let hop = 0; hop <= limits.redirects; hop++) {
      const allows = hop === 0 ? policy.first : policy.next
      if (!url || !isPlain(url, network) || !allows(url)) return refused('host_not_allowed')
      const authorization = hop === 0 ? policy.authorization : undefined
      const answer = await ask(url, { agent, signal, authorization, idle: limits.idle })
      if (!isRedirect(answer)) return await read(answer, limits)
      answer.destroy()
      url = parse(answer.headers.location ?? '', url)
    }
    return refused('host_not_allowed')
  } catch (error) {
    return explain(error)
  } finally {
    agent.destroy()
  }
}

const refused = (reason: MediaFailure): Fetched => ({ outcome: 'refused', reason })

const parse = (address: string, base?: URL): URL | undefined => URL.parse(address, base?.href) ?? undefined

/** Without credentials in it, and by the one protocol. */
const isPlain = (url: URL, { protocol }: Network): boolean =>
  url.protocol === protocol && url.username === '' && url.password === ''

type Asking = {
  agent: Agent
  signal: AbortSignal
  authorization: string | undefined
  idle: number
}

/** The answer as soon as its head is there. */
const ask = (url: URL, { agent, signal, authorization, idle }: Asking): Promise<IncomingMessage> => {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const headers = { 'accept-encoding': 'identity', ...(authorization && { authorization }) }
  const send = url.protocol === 'https:' ? request : askOpenly
  const asked = send(url, { agent, signal, headers, timeout: idle }, resolve)
  asked.on('timeout', () => asked.destroy(new Error('The carrier fell silent.')))
  asked.on('error', reject)
  asked.end()
  return promise
}

const isRedirect = ({ statusCode = 0 }: IncomingMessage): boolean =>
  [301, 302, 303, 307, 308].includes(statusCode)

/** A file that is there a moment later, and a carrier that is down or busy. 401: its secrets are about to change. */
const passing = [401, 404, 408, 429]

const read = async (answer: IncomingMessage, limits: FetchLimits): Promise<Fetched> => {
  const { statusCode = 0, headers } = answer
  if (statusCode !== 200) {
    answer.destroy()
    return statusCode >= 500 || passing.includes(statusCode)
      ? { outcome: 'later', detail: `status ${statusCode}` }
      : refused('not_available')
  }
  if (Number(headers['content-length'] ?? 0) > limits.bytes) {
    answer.destroy()
    return refused('too_large')
  }
  return collect(answer, limits.bytes)
}

/** What a carrier says of the length is not believed. */
const collect = async (answer: IncomingMessage, most: number): Promise<Fetched> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) return refused('too_large')
    chunks.push(chunk)
  }
  return answer.complete
    ? { outcome: 'fetched', bytes: Buffer.concat(chunks, length) }
    : { outcome: 'later', detail: 'the answer was cut' }
}

/** The agent refuses private addresses with a sentence of its own. */
const explain = (error: unknown): Fetched => {
  const { message, code } = error as NodeJS.ErrnoException
  return /is not allowed/.test(message)
    ? refused('host_not_allowed')
    : { outcome: 'later', detail: code ?? (error as Error).name }
}
