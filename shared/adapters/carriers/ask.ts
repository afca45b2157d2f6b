import { type ClientRequest, type IncomingMessage, request as plain, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import { times } from '#wiring/times.ts'

/** One request to a carrier's API. */
export type CarrierRequest = {
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  /** User name and password, or a key and its secret. */
  credentials: { user: string; password: string }
  contentType?: string
  body?: string
}

/** What came of it. Without an answer, `reached` says whether the carrier may have had the request. */
export type CarrierReply = { status: number; body: string } | { lost: string; reached: boolean }

/** What a carrier's API does not give, as an error: for all but sending, which has outcomes. */
export class CarrierApiError extends Error {
  override name = 'CarrierApiError'
  /** The HTTP status; undefined where there was no answer. */
  readonly status?: number

  constructor(reply: CarrierReply) {
    super('status' in reply ? `The carrier answered ${reply.status}.` : `No answer: ${reply.lost}.`)
    if ('status' in reply) this.status = reply.status
  }
}

export const basicAuthorization = ({ user, password }: CarrierRequest['credentials']): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/**
 * Asks once. Each request has a connection of its own: on one that was kept, a closed end and a lost answer look alike,
 * and a text that certainly never left could not be told from one that may have. Never throws.
 */
export const askCarrier = (request: CarrierRequest): Promise<CarrierReply> =>
  new Promise((resolve) => {
    let reached = false
    const call = begin(request)
    const giveUp = (after: number) =>
      setTimeout(() => call.destroy(Object.assign(new Error(), { code: 'TIMEOUT' })), after)
    let timer = giveUp(times.carrierConnect)
    const end = (reply: CarrierReply) => {
      clearTimeout(timer)
      resolve(reply)
    }
    const lose = (error: NodeJS.ErrnoException) => end({ lost: error.code ?? error.name, reached })
    call.once('socket', (socket) =>
      socket.once(request.url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
        reached = true
        clearTimeout(timer)
        timer = giveUp(times.carrierAnswer)
      }),
    )
    call.on('error', lose)
    call.on('response', (response) => {
      response.on('error', lose)
      read(response).then((body) => end({ status: response.statusCode ?? 0, body }), lose)
    })
    call.end(request.body)
  })

const begin = ({ method, url, credentials, contentType, body }: CarrierRequest): ClientRequest => {
  const headers = {
    accept: 'application/json',
    authorization: basicAuthorization(credentials),
    ...(contentType && { 'content-type': contentType }),
    ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
  }
  const options: RequestOptions = { method, headers, agent: false }
  return url.startsWith('https:') ? secure(url, options) : plain(url, options)
}

/** More than any answer of a carrier has. */
const longestAnswer = 4 * 1024 * 1024

const read = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    length += chunk.length
    if (length > longestAnswer) throw Object.assign(new Error(), { code: 'ANSWER_TOO_LONG' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
