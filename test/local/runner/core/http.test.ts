import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import {
  describeTarget,
  type HttpServer,
  json,
  requestLog,
  serve,
} from '../../../../local/runner/core/http.ts'
import { startQueues } from '../emulators/queues.ts'

let server: HttpServer | undefined

afterEach(() => server?.stop())

/** Seconds for which a server says that it keeps an idle connection. */
const keptFor = async (url: string) =>
  Number(/timeout=(\d+)/.exec((await fetch(url)).headers.get('keep-alive') ?? '')?.[1] ?? 0)

test('an idle connection is kept far longer than any client keeps one', async () => {
  server = await serve(0, async () => json(200, {}))
  expect(await keptFor(server.url)).toBeGreaterThanOrEqual(300)
})

test('the queues keep idle connections as long', async () => {
  const queues = await startQueues()
  expect(await keptFor(`${queues.endpoint}/health`)).toBeGreaterThanOrEqual(300)
  await queues.stop()
})

test('a request under way gets its answer when the server stops', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  server = await serve(0, async () => {
    begun.resolve()
    await promise
    return json(200, { late: true })
  })
  const call = request(server.url).end()
  const answered = once(call, 'response')
  await begun.promise
  const stopped = server.stop()
  resolve()
  const [response] = await answered
  expect([response.statusCode, await text(response)]).toEqual([200, '{"late":true}'])
  await stopped
})

test('an idle connection does not hold up a stop', async () => {
  server = await serve(0, async () => json(200, {}))
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  const closed = once(socket.resume(), 'close')
  await server.stop()
  await closed
  expect(socket.destroyed).toBe(true)
})

test('a request is one line, with what it asked for, its status and how long it took', async () => {
  const lines: string[] = []
  const told = Promise.withResolvers<void>()
  const log = (source: string, line: string) => {
    lines.push(`${source} ${line}`)
    told.resolve()
  }
  server = await serve(0, async () => json(404, {}), requestLog(log, 'api'))
  await fetch(`${server.url}/v1/contacts?q=Miller`)
  await told.promise
  expect(lines).toEqual([expect.stringMatching(/^api GET \/v1\/contacts\?q 404 \d+ ms$/)])
})

test.each([
  ['/v1/consents/%2B12065550143', 'GET /v1/consents/…0143'],
  ['/v1/consents/+12065550143/x', 'GET /v1/consents/…0143/x'],
  ['/v1/messages/msg_01234567890123', 'GET /v1/messages/msg_01234567890123'],
  ['/v1/messages?phone=%2B12065550143&limit=5', 'GET /v1/messages?phone&limit'],
])('%s is written as %s', (path, written) => {
  expect(describeTarget('GET', new URL(path, 'http://127.0.0.1'))).toBe(written)
})
