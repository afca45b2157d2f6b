import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { atMost } from './at-most.ts'
import type { Log } from './log.ts'

export type Reply = { status: number; headers?: Record<string, string | string[]>; body?: string | Buffer }

/** What a request asks for; `body` is read whole. */
export type Request = {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: Buffer
  raw: IncomingMessage
}

/** Answers a request; undefined when it took the response over and answers by itself, or never. */
export type Answer = (request: Request, response: ServerResponse) => Promise<Reply | undefined>

/** Sees every request before it is answered. */
type Observe = RequestListener

export type HttpServer = { url: string; port: number; stop(): Promise<void> }

/**
 * How long a connection may be idle. Clients close theirs after some seconds; a server that closes first, as Node's does
 * after five, resets a request that is just being sent.
 */
export const keepAlive = { keepAliveTimeout: 600_000, headersTimeout: 610_000, requestTimeout: 620_000 }

/** A server that stops waits so long for answers to requests under way. */
const stopSeconds = 1

/** Takes over the connection of a client that asks for a WebSocket. Without it such a client is refused. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** Listens on this machine only. A port of 0 is any that is free. */
export const listen = async (
  port: number,
  listener: RequestListener,
  observe?: Observe,
  upgrade?: Upgrade,
): Promise<HttpServer> => {
  const underWay = new Set<ServerResponse>()
  const server = createServer(keepAlive, (incoming, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    observe?.(incoming, response)
    listener(incoming, response)
  })
  if (upgrade) server.on('upgrade', upgrade)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const response of underWay) response.shouldKeepAlive = false
      await atMost(stopSeconds, closed)
      server.closeAllConnections()
      await closed
    },
  }
}

/** Serves HTTP. What an answer throws is a fault of the runner: 500 with the text. */
export const serve = (
  port: number,
  answer: Answer,
  observe?: Observe,
  upgrade?: Upgrade,
): Promise<HttpServer> =>
  listen(
    port,
    (incoming, response) => {
      handle(answer, incoming, response).catch((error) => fail(response, error))
    },
    observe,
    upgrade,
  )

const handle = async (answer: Answer, raw: IncomingMessage, response: ServerResponse) => {
  const url = new URL(`http://${raw.headers.host ?? '127.0.0.1'}${raw.url}`)
  const body = await buffer(raw)
  const reply = await answer({ method: raw.method ?? 'GET', url, headers: raw.headers, body, raw }, response)
  if (reply && !response.headersSent) response.writeHead(reply.status, reply.headers).end(reply.body)
}

const fail = (response: ServerResponse, error: unknown) => {
  if (response.headersSent) return response.destroy()
  const reply = json(500, { message: error instanceof Error ? error.message : String(error) })
  response.writeHead(reply.status, reply.headers).end(reply.body)
}

/** Writes one line for each request when it is over: method, path, status, milliseconds. */
export const requestLog =
  (log: Log, source: string): Observe =>
  ({ method = 'GET', url = '/' }, response) => {
    const begun = performance.now()
    response.once('close', () => {
      const status = response.headersSent ? response.statusCode : 'no answer'
      const milliseconds = Math.round(performance.now() - begun)
      const level = typeof status === 'number' && status >= 500 ? 'error' : 'info'
      log(
        source,
        `${describeTarget(method, new URL(url, 'http://127.0.0.1'))} ${status} ${milliseconds} ms`,
        level,
      )
    })
  }

/** Method, path and the names of parameters: their values may hold phones, or words that somebody searched for. */
export const describeTarget = (method: string, { pathname, searchParams }: URL) => {
  const path = pathname.replace(
    /(?<![\da-z])(\+|%2B)?[1-9]\d{6,14}(?![\da-z])/gi,
    (phone) => `…${phone.slice(-4)}`,
  )
  const names = [...new Set(searchParams.keys())]
  return `${method} ${path}${names.length > 0 ? `?${names.join('&')}` : ''}`
}

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

/** An error as RFC 9457 has it. */
export const problem = (status: number, detail: string): Reply =>
  json(status, { type: 'about:blank', title: titles[status] ?? 'Error', status, detail }, problemType)

const problemType = { 'content-type': 'application/problem+json' }

const titles: Record<number, string> = {
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
}
