import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpServer, json, serve } from '../../../../local/runner/core/http.ts'
import { choosePorts } from '../../../../local/runner/core/ports.ts'
import { createEventApi } from '../../../../local/runner/event-api/event-api.ts'
import { serveEventApi } from '../../../../local/runner/event-api/serve.ts'
import { createAuthorizer } from '../../../../local/runner/http-api/authorize.ts'
import { openEventSocket } from '../../../support/event-socket.ts'
import { until } from '../../../support/flows/client.ts'

let issuer: HttpServer
let server: Awaited<ReturnType<typeof serveEventApi>>
let host: string
let token: string
const asked: unknown[] = []

/** Refuses wildcards, and makes what is published louder. */
const invoke = async (_: string, event: unknown) => {
  asked.push(event)
  const { info, events } = event as {
    info: { operation: string; channel: { path: string } }
    events: { id: string; payload: string }[]
  }
  if (info.channel.path.includes('secret')) throw new Error('broken')
  if (info.operation === 'SUBSCRIBE')
    return info.channel.path.includes('*') ? { error: 'No wildcard.' } : null
  return {
    events: events.map(({ id, payload }) =>
      payload === 'bad' ? { id, error: 'bad' } : { id, payload: `${payload}!` },
    ),
  }
}

beforeAll(async () => {
  const keys = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256' }
  issuer = await serve(0, async () => json(200, { keys: [jwk] }))
  token = await new SignJWT({ iss: issuer.url, sub: 'ana', username: 'ana', 'cognito:groups': ['staff'] })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(keys.privateKey)
  const people = { modes: ['AMAZON_COGNITO_USER_POOLS' as const] }
  const roles = { modes: ['AWS_IAM' as const] }
  const eventApi = {
    ...createEventApi(),
    tokens: createAuthorizer(issuer.url, []),
    connectModes: people.modes,
    namespaces: new Map([
      ['news', { publish: roles, subscribe: { ...people, functionArn: 'guard' } }],
      ['open', { publish: roles, subscribe: people }],
      ['talk', { publish: { ...people, functionArn: 'guard' }, subscribe: people }],
    ]),
  }
  const { port } = await choosePorts(0, ['port'])
  server = await serveEventApi(port, { eventApi, functions: { invoke } as never, log: () => {} })
  host = `127.0.0.1:${port}`
})
afterAll(async () => {
  await server.stop()
  await issuer.stop()
})

const open = async () => {
  const socket = await openEventSocket(`ws://${host}/event/realtime`, token)
  expect(await socket.begin()).toMatchObject({ type: 'connection_ack', connectionTimeoutMs: 300_000 })
  return socket
}
const post = (body: object, authorization = 'AWS4-HMAC-SHA256 Credential=x') =>
  fetch(`http://${host}/event`, { method: 'POST', body: JSON.stringify(body), headers: { authorization } })

test('who has no token of the pool does not connect', async () => {
  await expect(openEventSocket(`ws://${host}/event/realtime`, 'made-up')).rejects.toThrow('401')
})

test('what a role publishes reaches those who subscribe to that channel, and them only', async () => {
  const [ana, ben] = [await open(), await open()]
  expect(await ana.subscribe('/news/today')).toMatchObject({ type: 'subscribe_success' })
  await ben.subscribe('/news/yesterday')
  const answer = await post({ channel: 'news/today', events: ['{"a":1}', '"b"'] })
  expect(await answer.json()).toMatchObject({ successful: [{}, {}], failed: [] })
  await until('both events', async () => ana.told.length === 2)
  expect(ana.told).toEqual([{ a: 1 }, 'b'])
  expect(ben.told).toEqual([])
})

test('the function learns who asks for which channel', async () => {
  const socket = await open()
  await socket.subscribe('news/today/local')
  expect(asked.at(-1)).toMatchObject({
    identity: { sub: 'ana', groups: ['staff'], claims: { username: 'ana' } },
    info: {
      channel: { path: '/news/today/local', segments: ['news', 'today', 'local'] },
      channelNamespace: { name: 'news' },
      operation: 'SUBSCRIBE',
    },
    events: null,
  })
})

test('a wildcard hears everything below it where nothing refuses it', async () => {
  const socket = await open()
  expect(await socket.subscribe('/news/*')).toMatchObject({
    type: 'subscribe_error',
    errors: [{ errorType: 'UnauthorizedException', message: 'No wildcard.' }],
  })
  expect(await socket.subscribe('/open/*')).toMatchObject({ type: 'subscribe_success' })
  await post({ channel: 'open/a/b', events: ['1'] })
  await until('the event', async () => socket.told.length === 1)
})

test.each([
  ['news/secret', 'LambdaException'],
  ['nothing/today', 'BadRequestException'],
  ['news/with_underscore', 'BadRequestException'],
  ['news/a/b/c/d/e', 'BadRequestException'],
])('a subscription to %s is refused: %s', async (channel, errorType) => {
  const socket = await open()
  expect(await socket.subscribe(channel)).toMatchObject({ type: 'subscribe_error', errors: [{ errorType }] })
})

test('a page publishes where people may, as the function lets it', async () => {
  const socket = await open()
  await socket.subscribe('talk/today')
  expect(await socket.publish('talk/today', 'hi', 'bad')).toMatchObject({
    type: 'publish_success',
    successful: [{}],
    failed: [{ error: 'bad' }],
  })
  expect(await socket.publish('news/today', 'hi')).toMatchObject({ type: 'publish_error' })
  await until('the event', async () => socket.told.length > 0)
  expect(socket.told).toEqual(['hi!'])
})

test('people publish nothing over HTTP where only roles may, and nobody sends too much', async () => {
  expect((await post({ channel: 'news/today', events: ['1'] }, token)).status).toBe(401)
  const many = ['1', '2', '3', '4', '5', '6']
  expect((await post({ channel: 'news/today', events: many })).status).toBe(400)
  const large = [JSON.stringify('x'.repeat(250_000))]
  expect((await post({ channel: 'news/today', events: large })).status).toBe(400)
})

test('who unsubscribes hears nothing more', async () => {
  const socket = await open()
  const { id = '' } = await socket.subscribe('open/one')
  await socket.subscribe('open/two')
  expect(await socket.unsubscribe(id)).toMatchObject({ type: 'unsubscribe_success' })
  await post({ channel: 'open/one', events: ['1'] })
  await post({ channel: 'open/two', events: ['2'] })
  await until('the event', async () => socket.told.length > 0)
  expect(socket.told).toEqual([2])
})
