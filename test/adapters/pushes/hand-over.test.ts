import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHandOver } from '#adapters/pushes/hand-over.ts'
import { localServices, pushServices, pushServicesOf } from '#adapters/pushes/services.ts'
import { newPush, type Push } from '#domain/pushes/push.ts'
import type { PushSubscription } from '#domain/pushes/push-subscription.ts'
import { createPushBrowser, readVapid } from '../../support/push-browser.ts'

const key = { publicKey: '', privateKey: '' }
const told: Pick<Push, 'workspace' | 'agentId' | 'title' | 'body' | 'tag' | 'path'> = {
  ...{ workspace: 'wks_acme', agentId: 'agt_ana', title: 'SMS Chat Request' },
  ...{ body: 'From Zoë', tag: 'cnv_1', path: '/c/cnv_1' },
}

let server: Server
let received: { headers: Record<string, unknown>; body: Uint8Array; path: string | undefined }[] = []
let status = 201
let hangs = false

beforeEach(async () => {
  received = []
  status = 201
  hangs = false
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
  key.privateKey = (await crypto.subtle.exportKey('jwk', pair.privateKey)).d ?? ''
  key.publicKey = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('base64url')
  server = createServer(async (request, response) => {
    const { headers, url: path } = request
    received.push({ headers, path, body: await buffer(request) })
    if (!hangs) response.writeHead(status, { location: '/pushes/elsewhere' }).end('a word of the service')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const subject = 'https://desk.acme.example'

const handOver = (
  browser: { endpoint: string; keys: { p256dh: string; auth: string } },
  services = localServices,
) => {
  const facts = { kind: 'push_subscription', workspace: 'wks_acme', agentId: 'agt_ana', id: 'psb_1' } as const
  const subscription: PushSubscription = {
    ...{ ...facts, endpoint: browser.endpoint, ...browser.keys, createdAt: 0, version: 1 },
  }
  const hand = createHandOver({ services, key: async () => key, subject }, hangs ? 50 : undefined)
  return hand(newPush(told, 'about', 'psb_1', 0), subscription, 3_600)
}

test('only the browser reads what is pushed to it, and its push service knows who sent it', async () => {
  const browser = createPushBrowser(`${origin()}/pushes/ana`)
  expect(await handOver(browser)).toEqual({ outcome: 'taken' })
  const [push, ...others] = received
  if (!push) throw new Error('Nothing came.')
  expect(others).toEqual([])
  const { title, body, tag, path } = told
  expect(browser.read(push)).toEqual({ title, body, tag, path })
  expect(() => createPushBrowser(browser.endpoint).read(push)).toThrow()
  expect(push.headers).toMatchObject({ ttl: '3600', urgency: 'high', 'content-encoding': 'aes128gcm' })
  expect(push.headers.topic).toMatch(/^[\w-]{32}$/)
  const { aud, exp, sub } = readVapid(push, key.publicKey)
  expect({ aud, sub }).toEqual({ aud: origin().replace('http:', 'https:'), sub: subject })
  // A push service refuses what is good for longer than a day (RFC 8292, 2).
  expect(exp - Date.now() / 1000).toBeLessThan(24 * 60 * 60)
  expect(() => readVapid(push, key.publicKey.replace(/^B./, 'BA'))).toThrow()
})

test('each push is as long as any other: its length says nothing of what is in it', async () => {
  const browser = createPushBrowser(`${origin()}/pushes/ana`)
  await handOver(browser)
  expect(received[0]?.body.length).toBe(4096)
})

test.each([
  [200, { outcome: 'taken' }],
  [404, { outcome: 'gone', code: 'status 404' }],
  [410, { outcome: 'gone', code: 'status 410' }],
  [302, { outcome: 'later', code: 'status 302' }],
  [403, { outcome: 'later', code: 'status 403' }],
  [429, { outcome: 'later', code: 'status 429' }],
  [500, { outcome: 'later', code: 'status 500' }],
] as const)('an answer of %d is %j, and leads nowhere else', async (answer, outcome) => {
  status = answer
  expect(await handOver(createPushBrowser(`${origin()}/pushes/ana`))).toEqual(outcome)
  expect(received.map(({ path }) => path)).toEqual(['/pushes/ana'])
})

test('a push service that does not answer, or is not there, is asked later', async () => {
  hangs = true
  expect(await handOver(createPushBrowser(`${origin()}/pushes/ana`))).toMatchObject({ outcome: 'later' })
  expect(await handOver(createPushBrowser('http://127.0.0.1:1/pushes/ana'))).toMatchObject({
    outcome: 'later',
    code: expect.stringMatching(/^\w+$/),
  })
})

test('a browser whose keys are none is forgotten', async () => {
  const browser = { endpoint: `${origin()}/pushes/ana`, keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'AAAA' } }
  expect(await handOver(browser)).toEqual({ outcome: 'gone', code: 'keys_not_usable' })
  expect(received).toEqual([])
})

test('nothing is posted to an address that is no push service, however it came into the table', async () => {
  const browser = createPushBrowser(`${origin()}/pushes/ana`)
  expect(await handOver(browser, pushServices)).toEqual({ outcome: 'gone', code: 'address_not_allowed' })
  expect(received).toEqual([])
})

test.each([
  ['https://fcm.googleapis.com/fcm/send/c1x2y3', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/gAAAAA', true],
  ['https://web.push.apple.com/QGx', true],
  ['https://wns2-by3p.notify.windows.com/w/?token=BQ', true],
  ['http://fcm.googleapis.com/fcm/send/c1x2y3', false],
  ['https://fcm.googleapis.com:8443/fcm/send/c1x2y3', false],
  ['https://user:word@fcm.googleapis.com/fcm/send/c1x2y3', false],
  ['https://fcm.googleapis.com.evil.example/fcm/send/c1x2y3', false],
  ['https://evilfcm.googleapis.com/fcm/send/c1x2y3', false],
  ['https://evil-notify.windows.com/w', false],
  ['https://googleapis.com/fcm/send/c1x2y3', false],
  ['https://storage.googleapis.com/bucket', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['http://127.0.0.1/pushes/ana', false],
  ['fcm.googleapis.com/fcm/send', false],
  ['', false],
])('whether %s is a push service: %s', (endpoint, isKnown) => {
  expect(pushServices.isKnown(endpoint)).toBe(isKnown)
})

test('this machine is one where the runner says so, and nowhere else', () => {
  expect(pushServicesOf({})).toBe(pushServices)
  const local = pushServicesOf({ LOCAL_PUSHES: 'allowed' })
  expect(local.isKnown('http://127.0.0.1:4000/pushes/ana')).toBe(true)
  for (const endpoint of [
    'http://127.0.0.1:4000/settings',
    'http://a:b@127.0.0.1/pushes/ana',
    'http://10.0.0.1/pushes/ana',
  ])
    expect(local.isKnown(endpoint)).toBe(false)
})
