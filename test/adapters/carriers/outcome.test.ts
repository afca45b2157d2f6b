import { afterEach, expect, test } from 'vitest'
import { flowroute } from '#adapters/carriers/flowroute/adapter.ts'
import { twilio } from '#adapters/carriers/twilio/adapter.ts'
import { type HttpServer, type Reply, type Request, serve } from '../../../local/runner/core/http.ts'
import { partOf } from './contract.ts'

let server: HttpServer | undefined
afterEach(async () => {
  await server?.stop()
  delete process.env.TWILIO_API_URL
  delete process.env.FLOWROUTE_API_URL
})

/** The API of both, as it answers once; gives the request that it got. */
const answering = async (reply: Reply) => {
  const asked: Request[] = []
  server = await serve(0, async (request) => {
    asked.push(request)
    return reply
  })
  process.env.TWILIO_API_URL = server.url
  process.env.FLOWROUTE_API_URL = server.url
  return asked
}

const body = (value: unknown) => JSON.stringify(value)
const access = {
  ...{ accountSid: `AC${'1'.repeat(32)}`, publicUrl: 'https://api.example.com/webhooks/x/acme-1' },
  secret: { auth_token: 'token', access_key: 'access', secret_key: 'secret', path_key: 'path' },
}

test.each<[number, unknown, object]>([
  [400, { code: 21211 }, { outcome: 'refused', code: 'invalid_phone_number' }],
  [400, { code: 21214 }, { outcome: 'refused', code: 'invalid_phone_number' }],
  [400, { code: 21408 }, { outcome: 'refused', code: 'country_blocked' }],
  [400, { code: 21610 }, { outcome: 'refused', code: 'recipient_opted_out' }],
  [400, { code: 21614 }, { outcome: 'refused', code: 'invalid_phone_number' }],
  [400, { code: 29999, message: 'To +12065550143' }, { outcome: 'refused', detail: "Twilio's error 29999." }],
  [400, 'nonsense', { outcome: 'refused', code: 'carrier_refused', detail: 'Twilio gave no reason.' }],
  [401, { code: 20003 }, { outcome: 'not_now', unauthorized: true }],
  [429, { code: 20429 }, { outcome: 'not_now' }],
  [500, {}, { outcome: 'unknown', detail: 'HTTP 500' }],
  [302, {}, { outcome: 'unknown', detail: 'HTTP 302' }],
  [201, {}, { outcome: 'unknown' }],
  [201, 'nonsense', { outcome: 'unknown' }],
  [201, { sid: `SM${'0'.repeat(32)}` }, { outcome: 'accepted', carrierMessageId: `SM${'0'.repeat(32)}` }],
])('Twilio answers %i %j', async (status, answer, outcome) => {
  await answering({ status, body: body(answer) })
  expect(await twilio.send(access)(partOf('Hi'))).toMatchObject(outcome)
})

test('Twilio is asked once, with an API key where there is one, and told where receipts go', async () => {
  const asked = await answering({ status: 500 })
  const secret = { ...access.secret, api_key_sid: 'SK1', api_key_secret: 'key' }
  const media = [{ key: 'a', contentType: 'image/png', bytes: 1, url: 'https://files.example.com/1' }]
  await twilio.send({ ...access, secret, messagingServiceSid: 'MG1' })({ ...partOf('Hi'), media })
  expect(asked).toHaveLength(1)
  const [request] = asked
  expect(request?.url.pathname).toBe(`/2010-04-01/Accounts/${access.accountSid}/Messages.json`)
  expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('SK1:key').toString('base64')}`)
  expect(Object.fromEntries(new URLSearchParams(request?.body.toString()))).toEqual({
    ...{ From: '+12065550102', To: '+12065550143', Body: 'Hi', SmartEncoded: 'false' },
    ...{ MessagingServiceSid: 'MG1', MediaUrl: 'https://files.example.com/1' },
    StatusCallback: `${access.publicUrl}/receipts/acme/01m83xj8800/2`,
  })
})

test.each<[number, unknown, object]>([
  [202, { data: { id: 'mdr2-1' } }, { outcome: 'accepted', carrierMessageId: 'mdr2-1' }],
  [202, {}, { outcome: 'unknown' }],
  [401, {}, { outcome: 'not_now', unauthorized: true }],
  [422, { errors: [{ title: 'Bad' }] }, { outcome: 'refused', code: 'carrier_refused', detail: 'Bad' }],
  [429, {}, { outcome: 'not_now' }],
  [503, {}, { outcome: 'unknown' }],
])('Flowroute answers %i %j', async (status, answer, outcome) => {
  await answering({ status, body: body(answer) })
  expect(await flowroute.send(access)(partOf('Hi'))).toMatchObject(outcome)
})

test('Flowroute gets digits, the address for receipts with its key, and plain quotes with pictures', async () => {
  const asked = await answering({ status: 500 })
  const media = [{ key: 'a', contentType: 'image/png', bytes: 1, url: 'https://files.example.com/1' }]
  await flowroute.send(access)(partOf('“Hi”'))
  await flowroute.send(access)({ ...partOf('“Hi”'), media })
  const [plain, picture] = asked.map((request) => JSON.parse(request.body.toString()))
  expect(plain).toEqual({
    ...{ from: '12065550102', to: '12065550143', body: '“Hi”' },
    dlr_callback: expect.stringMatching(/\/acme-1\/receipts\/acme\/01m83xj8800\/2\/[0-9a-f]{32}$/),
  })
  expect(picture).toMatchObject({ body: '"Hi"', is_mms: true, media_urls: ['https://files.example.com/1'] })
})
