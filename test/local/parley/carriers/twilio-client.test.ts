import RequestClient from 'twilio/lib/base/RequestClient.js'
import Twilio from 'twilio/lib/rest/Twilio.js'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { afterEach, expect, test } from 'vitest'
import { twilio } from '#adapters/carriers/twilio/adapter.ts'
import { businessNumber, customer, startCarriers } from '../../../support/carriers/simulated-carriers.ts'

type Carriers = Awaited<ReturnType<typeof startCarriers>>
let carriers: Carriers
afterEach(() => carriers.stop())

/** Twilio's own client, which finds its API at another address. */
const clientOf = ({ account, url }: Carriers, secret = account.secret) => {
  class Redirected extends RequestClient {
    override request<T>(options: RequestClient.RequestOptions<T>) {
      const uri = options.uri.replace('https://api.twilio.com', `${url}/twilio`)
      return super.request<T>({ ...options, uri })
    }
  }
  return new Twilio(account.id, secret, { httpClient: new Redirected() })
}

const text = (statusCallback?: string) => ({
  ...{ from: businessNumber, to: customer, body: 'Hello 😀 &+%=' },
  statusCallback,
})

const refusal = (sending: Promise<unknown>): Promise<{ status?: number; code?: number }> =>
  sending.then(
    () => ({}),
    (error) => error,
  )

test("Twilio's client sends, reads and lists, and its refusals are those of Twilio", async () => {
  carriers = await startCarriers(twilio)
  const client = clientOf(carriers)
  const sent = await client.messages.create(text())
  expect(sent).toMatchObject({ from: businessNumber, to: customer, direction: 'outbound-api' })
  expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/)
  expect(carriers.world.network.messages(customer)).toMatchObject([{ body: 'Hello 😀 &+%=' }])
  expect((await client.messages(sent.sid).fetch()).sid).toBe(sent.sid)
  expect(await client.messages.list({ limit: 5 })).toHaveLength(1)
  carriers.world.faults.add({ error: 'throttle', times: 1, carrier: 'twilio' })
  expect(await refusal(client.messages.create(text()))).toMatchObject({ status: 429, code: 20429 })
  await carriers.receive({ body: 'Stop' })
  expect(await refusal(client.messages.create(text()))).toMatchObject({ status: 400, code: 21610 })
  await carriers.receive({ body: 'START' })
  await client.messages.create(text())
  expect(await refusal(clientOf(carriers, 'wrong').messages.create(text()))).toMatchObject({
    ...{ status: 401, code: 20003 },
  })
  const shown = carriers.world.network
    .messages(customer)
    .map(({ direction, body }) => `${direction} ${body.slice(0, 24)}`)
  expect(shown).toEqual([
    'outbound Hello 😀 &+%=',
    'inbound Stop',
    'outbound You have successfully be',
    'inbound START',
    'outbound You have successfully be',
    'outbound Hello 😀 &+%=',
  ])
})

test("what the simulator signs passes Twilio's package, receipts and shared keys too", async () => {
  carriers = await startCarriers(twilio, { sharedKey: 'shared', advancedOptOut: true })
  const { access } = carriers
  await clientOf(carriers).messages.create(text(`${access.publicUrl}/receipts/acme/1/0`))
  await carriers.until(2)
  await carriers.receive({ body: 'HELP', files: 2 })
  expect(carriers.heard).toHaveLength(3)
  for (const { path, headers, body } of carriers.heard) {
    const form = Object.fromEntries(new URLSearchParams(body))
    const signature = headers['x-twilio-signature'] ?? ''
    const url = `${access.publicUrl}/${path}`
    expect(webhooks.validateRequest('shared', signature, url, form, 'HMAC_SHA256')).toBe(true)
  }
  expect(Object.fromEntries(new URLSearchParams(carriers.heard[2]?.body))).toMatchObject({
    ...{ OptOutType: 'HELP', NumMedia: '2', Body: 'HELP' },
  })
})

test('a file is behind a redirect to another host, and needs the account', async () => {
  carriers = await startCarriers(twilio)
  const { account, heard, world } = carriers
  await carriers.receive({ files: 1 })
  const url = new URLSearchParams(heard[0]?.body).get('MediaUrl0') ?? ''
  const headers = {
    authorization: `Basic ${Buffer.from(`${account.id}:${account.secret}`).toString('base64')}`,
  }
  const ask = () => fetch(url, { headers, redirect: 'manual' })
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(401)
  expect((await ask()).headers.get('location')).toContain('/elsewhere/media/')
  world.faults.add({ error: 'media_late', times: 1 })
  expect([(await ask()).status, (await ask()).status]).toEqual([404, 302])
  world.faults.add({ error: 'media_redirect_private', times: 1 })
  expect((await ask()).headers.get('location')).toContain('169.254.169.254')
  world.faults.add({ error: 'media_too_large', times: 1 })
  const large = await fetch((await ask()).headers.get('location') ?? '')
  expect(large.headers.get('content-length')).toBe('99000000')
  await large.body?.cancel()
  world.faults.add({ error: 'media_gone', times: 1 })
  expect([(await ask()).status, (await ask()).status]).toEqual([404, 404])
})

test('a webhook may come twice or not at all', async () => {
  carriers = await startCarriers(twilio)
  carriers.world.faults.add({ error: 'webhook_twice', times: 1 })
  carriers.world.faults.add({ error: 'webhook_lost', times: 1 })
  await carriers.receive({ body: 'Twice' })
  await carriers.receive({ body: 'Lost' })
  expect(carriers.heard.map(({ body }) => new URLSearchParams(body).get('Body'))).toEqual(['Twice', 'Twice'])
})
