import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

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

export type HttpServer = { url: string; port: number; stop(): Promise<void> }

/** Serves HTTP on this machine only. What an answer throws is a fault of the runner: 500 with the text. */
export const serve = async (port: number, answer: Answer): Promise<HttpServer> => {
  const server = createServer((incoming, response) => {
    handle(answer, incoming, response).catch((error) => fail(response, error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

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
