import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localNetwork } from '#adapters/webhooks/addresses.ts'
import { createPost } from '#adapters/webhooks/post.ts'
import { signedHeaders } from '#adapters/webhooks/sign.ts'
import { minute } from '#domain/time.ts'

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

type Headers = Record<string, string>
type Verify = (headers: Headers, body: string, secret: string) => boolean

/** The lines of docs/webhooks.md as they stand there, which need nothing but Node. */
const linesOfDocument = async (): Promise<Verify> => {
  const document = await readFile(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8')
  const [, lines = ''] = /```js\n(.*?)```/s.exec(document) ?? []
  const file = join(await mkdtemp(join(tmpdir(), 'parley-')), 'verify.mjs')
  await writeFile(file, lines)
  return (await import(/* @vite-ignore */ file)).isFromParley
}

const byPackage: Verify = (headers, body, whsec) => {
  try {
    new Webhook(whsec).verify(body, headers)
    return true
  } catch {
    return false
  }
}

const delivered = async (): Promise<{ headers: Headers; body: string }> => {
  answer = (_, response) => response.end('taken')
  expect(await post(event())).toMatchObject({ status: 200, answer: 'taken' })
  const { headers = {}, body = '' } = got.at(-1) ?? {}
  expect(body).toBe(event().body)
  return { headers, body }
}

test('a delivery is verified with either live secret, by the package of the standard and by the lines of the document', async () => {
  const { headers, body } = await delivered()
  const byLines = await linesOfDocument()
  for (const whsec of [secret, other]) {
    expect(byPackage(headers, body, whsec)).toBe(true)
    expect(byLines(headers, body, whsec)).toBe(true)
  }
})

test('what is no delivery of ours is refused by the package of the standard and by the lines of the document', async () => {
  const { headers, body } = await delivered()
  const byLines = await linesOfDocument()
  const { 'webhook-signature': signatures = '', 'webhook-timestamp': at = '', ...rest } = headers
  const flipped = (signatures[3] === 'A' ? 'B' : 'A') + signatures.slice(4, 47)
  const forged: [string, Headers, string, string][] = [
    ['another body', headers, `${body} `, secret],
    ['another secret', headers, body, 'whsec_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['another id', { ...headers, 'webhook-id': 'evt-2' }, body, secret],
    ['a later time', { ...headers, 'webhook-timestamp': String(Number(at) + 1) }, body, secret],
    [
      'a signature with one letter changed',
      { ...headers, 'webhook-signature': `v1,${flipped}` },
      body,
      secret,
    ],
    ['a shorter signature', { ...headers, 'webhook-signature': signatures.slice(0, 43) }, body, secret],
    ['an empty signature', { ...headers, 'webhook-signature': 'v1,' }, body, secret],
    [
      'another version',
      { ...headers, 'webhook-signature': signatures.replaceAll('v1,', 'v1a,') },
      body,
      secret,
    ],
    ['no signature', { ...rest, 'webhook-timestamp': at }, body, secret],
    ['no time', { ...rest, 'webhook-signature': signatures }, body, secret],
  ]
  for (const [what, ...said] of forged)
    expect({ what, byPackage: byPackage(...said), byLines: byLines(...said) }).toEqual({
      ...{ what, byPackage: false, byLines: false },
    })
})

test('a delivery that was kept for some minutes is refused by both', async () => {
  const byLines = await linesOfDocument()
  const old = { ...event(), at: Date.now() - 6 * minute }
  const headers = signedHeaders(old)
  expect(byPackage(headers, old.body, secret)).toBe(false)
  expect(byLines(headers, old.body, secret)).toBe(false)
  const young = { ...event(), at: Date.now() - 4 * minute }
  expect(byPackage(signedHeaders(young), young.body, secret)).toBe(true)
  expect(byLines(signedHeaders(young), young.body, secret)).toBe(true)
})

test('a signature is the one that Node alone makes', () => {
  const { id, at, body } = event()
  const { 'webhook-signature': signature, 'webhook-timestamp': seconds } = signedHeaders({
    ...{ id, at, body, secrets: [secret] },
  })
  const key = Buffer.from(secret.slice(6), 'base64')
  const wanted = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  expect(signature).toBe(`v1,${wanted}`)
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

test.each([
  ['that says nothing until then', (_: ServerResponse) => {}],
  ['that has begun to', (response: ServerResponse) => void response.writeHead(200).write('ok so far')],
])('a receiver that answers after the time-out, %s, is one that did not', async (_, begin) => {
  const held = Promise.withResolvers<ServerResponse>()
  answer = (_, response) => {
    begin(response)
    held.resolve(response)
  }
  // Long enough for the request to get there on a busy machine.
  const impatient = createPost(localNetwork, { total: 1_000, read: 1024, kept: 10 })
  const { status, problem } = await impatient(event())
  const late = await held.promise
  late.end('taken')
  expect({ status, problem }).toEqual({ status: undefined, problem: 'timeout' })
  if (!late.closed) await once(late, 'close')
  answer = (_, response) => response.end()
  expect(await post(event())).toMatchObject({ status: 200 })
})

test('who does not answer in time, and who is not there, are told apart', async () => {
  answer = () => {}
  const impatient = createPost(localNetwork, { total: 50, read: 1024, kept: 10 })
  expect(await impatient(event())).toMatchObject({ problem: 'timeout' })
  expect(await post({ ...event(), url: 'http://127.0.0.1:1/' })).toMatchObject({ problem: 'no_connection' })
})
