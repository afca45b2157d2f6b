import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createPush, type Push } from '#adapters/aws/push.ts'
import { type HttpServer, json, type Reply, serve } from '../../../local/runner/core/http.ts'

let server: HttpServer
let push: Push
let reply: Reply
let requests: { headers: Record<string, unknown>; body: { channel: string; events: string[] } }[] = []

beforeAll(async () => {
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  server = await serve(0, async ({ url, headers, body }) => {
    expect(url.pathname).toBe('/event')
    requests.push({ headers, body: JSON.parse(body.toString()) })
    return reply
  })
  push = createPush(`127.0.0.1:${server.port}`)
})
beforeEach(() => {
  requests = []
  reply = json(200, { successful: [], failed: [] })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

const eventsSent = () => requests.flatMap(({ body }) => body.events)

test('changes go together in one signed request', async () => {
  await push('inbox/demo', [{ n: 1 }, { n: 2 }])
  expect(requests).toHaveLength(1)
  expect(requests[0]?.body).toEqual({
    channel: 'inbox/demo',
    events: ['{"v":1,"changes":[{"n":1},{"n":2}]}'],
  })
  expect(requests[0]?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/us-east-1\/appsync\/aws4_request, SignedHeaders=content-type;host;/,
  )
})

test('an event has at most 5 KB and a request five events, and no change is lost or torn', async () => {
  const changes = Array.from({ length: 40 }, (_, n) => ({ n, words: 'ü'.repeat(400) }))
  await push('inbox/demo', changes)
  expect(requests.every(({ body }) => body.events.length <= 5)).toBe(true)
  expect(eventsSent().every((event) => Buffer.byteLength(event) <= 5 * 1024)).toBe(true)
  expect(eventsSent().flatMap((event) => JSON.parse(event).changes)).toEqual(changes)
})

test('a change that is larger goes alone', async () => {
  const changes = [{ n: 1 }, { words: 'x'.repeat(9_000) }, { n: 2 }]
  await push('inbox/demo', changes)
  expect(eventsSent().map((event) => JSON.parse(event).changes)).toEqual(changes.map((change) => [change]))
})

test.each([
  ['a refusal', json(403, { message: 'no' }), { status: 403 }],
  ['an event that was not taken', json(200, { failed: [{ code: 503 }] }), { failed: 1, code: 503 }],
])('%s is a failure, and says nothing of what was pushed', async (_, refusal, facts) => {
  reply = refusal
  await expect(push('inbox/demo', [{ body: 'my card' }])).rejects.toMatchObject({
    facts,
    message: expect.not.stringContaining('card'),
  })
})
