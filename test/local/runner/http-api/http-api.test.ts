import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClock } from '../../../../local/runner/core/clock.ts'
import { type HttpServer, serve } from '../../../../local/runner/core/http.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { createApiAnswer, type HttpApi } from '../../../../local/runner/http-api/http-api.ts'

type Event = Record<string, unknown>

let server: HttpServer
let answer: (event: Event) => unknown

const integration = { functionArn: 'arn:function', timeoutMilliseconds: 200 }
const api: HttpApi = {
  id: 'abc',
  url: 'http://127.0.0.1:4001',
  stage: '$default',
  cors: {
    AllowOrigins: ['https://inbox.example'],
    AllowMethods: ['GET', 'POST'],
    MaxAge: 60,
    ExposeHeaders: ['retry-after'],
  },
  routes: ['GET /v1/{proxy+}', 'POST /v1/{proxy+}'].map((key) => ({
    key,
    value: { integration, scopes: [] },
  })),
}

beforeEach(async () => {
  answer = (event) => event
  const run = {
    clock: createClock(openState(':memory:')),
    account: '000000000000',
    invoke: async (_: string, event: unknown) => answer(event as Event),
  }
  server = await serve(0, createApiAnswer(api, run))
})

afterEach(() => server.stop())

const call = (path: string, init?: RequestInit) => fetch(server.url + path, init)

const eventOf = async (path: string, init?: RequestInit) => (await call(path, init)).json() as Promise<Event>

describe('what a function gets', () => {
  test('is a request in format 2.0', async () => {
    const event = await eventOf('/v1/conversations?tab=active&tag=a&tag=b', {
      headers: { 'X-Thing': 'One', cookie: 'a=1; b=2' },
    })
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /v1/{proxy+}',
      rawPath: '/v1/conversations',
      rawQueryString: 'tab=active&tag=a&tag=b',
      queryStringParameters: { tab: 'active', tag: 'a,b' },
      pathParameters: { proxy: 'conversations' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-thing': 'One' },
      isBase64Encoded: false,
      requestContext: {
        apiId: 'abc',
        stage: '$default',
        routeKey: 'GET /v1/{proxy+}',
        http: { method: 'GET', path: '/v1/conversations', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        requestId: expect.any(String),
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
    })
    expect(event).not.toHaveProperty('body')
    expect(event.headers).not.toHaveProperty('cookie')
  })

  test('has its path decoded', async () => {
    const event = await eventOf('/v1/consents/%2B12065550143')
    expect(event).toMatchObject({
      rawPath: '/v1/consents/+12065550143',
      pathParameters: { proxy: 'consents/+12065550143' },
    })
  })

  test.each([
    ['application/json; charset=utf-8', '{"a":"ä"}', false],
    ['text/plain', 'ä', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['image/png', 'png', true],
  ])('has a body of %s as it is, or as base64', async (type, body, isBase64Encoded) => {
    const event = await eventOf('/v1/x', { method: 'POST', body, headers: { 'content-type': type } })
    expect(event).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    })
  })
})

describe('what a caller gets', () => {
  test('is what the function says', async () => {
    answer = () => ({ statusCode: 202, headers: { 'X-Thing': 1 }, cookies: ['a=1', 'b=2'], body: 'yes' })
    const response = await call('/v1/x')
    expect([response.status, response.headers.get('x-thing'), await response.text()]).toEqual([
      202,
      '1',
      'yes',
    ])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  test('is bytes where the function says so', async () => {
    answer = () => ({
      statusCode: 200,
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    })
    expect(new Uint8Array(await (await call('/v1/x')).arrayBuffer())).toEqual(new Uint8Array([0, 255]))
  })

  test('is JSON of whatever else it returns', async () => {
    answer = () => ({ fine: true })
    expect(await (await call('/v1/x')).json()).toEqual({ fine: true })
  })

  test.each([
    ['a function that throws', '/v1/x', {}, 500, 'Internal Server Error'],
    ['no route', '/v2/x', {}, 404, 'Not Found'],
    ['no method', '/v1/x', { method: 'PUT' }, 404, 'Not Found'],
    [
      'too much',
      '/v1/x',
      { method: 'POST', body: Buffer.alloc(7 * 1024 * 1024) },
      413,
      'Request Entity Too Large',
    ],
  ])('%s: the words of API Gateway', async (_, path, init, status, message) => {
    answer = () => {
      throw new Error('a bug')
    }
    const response = await call(path, init)
    expect([response.status, await response.json()]).toEqual([status, { message }])
  })

  test('a function that is too slow: the words of API Gateway', async () => {
    answer = () => new Promise(() => {})
    const response = await call('/v1/x')
    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }])
  })
})

describe('pages of other origins', () => {
  const ask = (origin: string) =>
    call('/v1/x', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })

  test('may ask when they are allowed to', async () => {
    const { status, headers } = await ask('https://inbox.example')
    expect(status).toBe(204)
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': 'https://inbox.example',
      'access-control-allow-methods': 'GET,POST',
      'access-control-max-age': '60',
    })
  })

  test('are told nothing otherwise', async () => {
    expect((await ask('https://other.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('can read answers, refusals too', async () => {
    for (const path of ['/v1/x', '/v2/x']) {
      const { headers } = await call(path, { headers: { origin: 'https://inbox.example' } })
      expect(headers.get('access-control-allow-origin')).toBe('https://inbox.example')
      expect(headers.get('access-control-expose-headers')).toBe('retry-after')
    }
  })
})
