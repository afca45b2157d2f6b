import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localNetwork } from '#adapters/webhooks/addresses.ts'
import { createPost } from '#adapters/webhooks/post.ts'
import { signedHeaders } from '#adapters/webhooks/sign.ts'

let server: Server
let url: string
let answer: (request: IncomingMessage, response: ServerResponse) => void
const got: { headers: Record<string, string>; body: string }[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    got.push({ headers: request.headers as Record<string, string>, body: await text(request) })
    answer(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const secret = 'whsec_0f1g2h3j4k5m6n7p8q9r0s1t2v3w4x5y6z7a8b9c'
const other = 'whsec_9f1g2h3j4k5m6n7p8q9r0s1t2v3w4x5y6z7a8b9c'
const event = () => ({
  ...{ url, id: 'evt-1', at: Date.now() },
  body: JSON.stringify({ id: 'evt-1', data: { body: '¿Qué tal? 🖨' } }),
  secrets: [secret, other],
})
const post = createPost(localNetwork)

/** As docs/webhooks.md shows it. */
const verify = (headers: Record<string, string>, body: string, whsec: string): boolean => {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const wanted = createHmac('sha256', Buffer.from(whsec.slice(6), 'base64'))
    .update(signed)
    .digest()
  const given = (headers['webhook-signature'] ?? '')
    .split(' ')
    .map((part) => Buffer.from(part.slice(3), 'base64'))
  return given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted))
}

test('a delivery is verified with either live secret, by the package of the standard and by hand', async () => {
  answer = (_, response) => response.end('taken')
  expect(await post(event())).toMatchObject({ status: 200, answer: 'taken' })
  const { headers = {}, body = '' } = got.at(-1) ?? {}
  expect(body).toBe(event().body)
  for (const whsec of [secret, other]) {
    expect(new Webhook(whsec).verify(body, headers)).toEqual(JSON.parse(body))
    expect(verify(headers, body, whsec)).toBe(true)
  }
  expect(verify(headers, `${body} `, secret)).toBe(false)
  expect(() => new Webhook('whsec_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').verify(body, headers)).toThrow()
})

test('a signature is the one of the standard', () => {
  const at = new Date('2026-11-27T14:00:00Z')
  const { 'webhook-signature': signature } = signedHeaders({
    id: 'evt-1',
    at: at.getTime(),
    body: '{}',
    secrets: [secret],
  })
  expect(signature).toBe(new Webhook(secret).sign('evt-1', at, '{}'))
})

test('a redirect is an answer and is not followed', async () => {
  const before = got.length
  answer = (_, response) => response.writeHead(307, { location: 'http://169.254.169.254/' }).end()
  expect(await post(event())).toMatchObject({ status: 307 })
  expect(got).toHaveLength(before + 1)
})

test('Retry-After counts as seconds and as a date', async () => {
  answer = (_, response) => response.writeHead(429, { 'retry-after': '120' }).end()
  expect(await post(event())).toMatchObject({ status: 429, retryAfter: 120_000 })
  const at = Date.parse('2026-11-27T14:00:00Z')
  answer = (_, response) => response.writeHead(503, { 'retry-after': 'Fri, 27 Nov 2026 14:01:00 GMT' }).end()
  expect(await post({ ...event(), at })).toMatchObject({ retryAfter: 60_000 })
})

test('an answer without end is read to 64 KB, of which the first thousand characters are kept', async () => {
  answer = (_, response) => {
    const write = () => {
      while (response.write('x'.repeat(1024)));
      response.once('drain', write)
    }
    write()
  }
  const { status, answer: kept } = await post(event())
  expect(status).toBe(200)
  expect(kept).toBe('x'.repeat(1000))
})

test('who does not answer in time, and who is not there, are told apart', async () => {
  answer = () => {}
  const impatient = createPost(localNetwork, { total: 50, read: 1024, kept: 10 })
  expect(await impatient(event())).toMatchObject({ problem: 'timeout' })
  expect(await post({ ...event(), url: 'http://127.0.0.1:1/' })).toMatchObject({ problem: 'no_connection' })
})
