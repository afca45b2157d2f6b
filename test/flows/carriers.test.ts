import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { each } from '#contract/client.ts'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { mediaSamples } from '../support/media-samples.ts'

const twilioNumber = '+12065550102'
const flowrouteNumber = '+12065550103'
const sender = '+12065555001'
let parley: Awaited<ReturnType<typeof startStack>>
let ana: Person
let pictures: { content_type: string; data: string }[]

/** Pictures with their words come in first: what the others take is the time in which the carrier does not have them yet. */
beforeAll(async () => {
  parley = await startStack()
  ana = parley.ana
  const [photo] = await mediaSamples()
  const data = Buffer.from(photo?.bytes ?? []).toString('base64')
  pictures = Array.from({ length: 3 }, () => ({ content_type: 'image/jpeg', data }))
  const { fault } = simulator(parley.endpoints)
  await fault('webhook_twice', 1, 'twilio')
  await fault('media_late', 6, 'twilio')
  await handset(parley.endpoints, sender).text(twilioNumber, 'Look', undefined, pictures)
})
afterAll(() => parley.stop())

const conversationWith = (phone: string) =>
  until(`a conversation with ${phone}`, async () => {
    const { data } = await ana.api.listConversations({ query: { phone } })
    return data[0]
  })

const bodiesOn = async (phone: string) =>
  (await handset(parley.endpoints, phone).messages()).map(({ body }) => body)

/** Twilio's address for texts of an account, and a request that its token signs. */
const signed = (url: string, token: string, fields: Record<string, string>): [string, RequestInit] => {
  const [address = ''] = url.split('#')
  const signature = webhooks.getExpectedTwilioSignature(token, address, fields)
  return [
    address,
    { method: 'POST', headers: { 'x-twilio-signature': signature }, body: new URLSearchParams(fields) },
  ]
}

test.each([
  ['Twilio', twilioNumber, '+12065555002'],
  ['Flowroute', flowrouteNumber, '+12065555003'],
])('a text to a number of %s is answered, and delivered', async (_, number, phone) => {
  await handset(parley.endpoints, phone).text(number, 'Ready? 😀 &+%=')
  const { id } = await conversationWith(phone)
  await ana.api.claimConversation({ id })
  const sent = await ana.api.sendMessage({ id, body: { body: 'Yes 😀' } })
  await until('delivered', async () => (await ana.api.getMessage({ id: sent.id })).status === 'delivered')
  const shown = await handset(parley.endpoints, phone).messages()
  expect(shown.filter(({ body }) => body === 'Yes 😀')).toMatchObject([{ from: number, to: phone }])
})

test('where the answer to a send is lost, its receipt says what became of it, and the phone has it once', async () => {
  const phone = '+12065555002'
  const { id } = await conversationWith(phone)
  await simulator(parley.endpoints).fault('timeout_after_accept', 1, 'twilio')
  const sent = await ana.api.sendMessage({ id, body: { body: 'Lost answer' } })
  await until('delivered', async () => (await ana.api.getMessage({ id: sent.id })).status === 'delivered')
  expect((await bodiesOn(phone)).filter((body) => body === 'Lost answer')).toHaveLength(1)
})

test('Twilio answers STOP itself, and the ledger has it', async () => {
  const phone = '+12065555004'
  await handset(parley.endpoints, phone).text(twilioNumber, 'STOP')
  const entries = await until('the opt-out', async () => {
    const { data } = await ana.api.listConsents({ query: { phone } })
    return data.length > 0 && data
  })
  expect(entries).toMatchObject([{ action: 'opt_out', source: 'customer' }])
  expect(await bodiesOn(phone)).toEqual(['STOP', expect.stringContaining('successfully been unsubscribed')])
})

test('a delivery counts for numbers of its own account only, and only as it was signed', async () => {
  const olga = await signIn(parley.endpoints, 'olga@other.example')
  const account_sid = `AC${'b'.repeat(32)}`
  const body = { carrier: 'twilio', name: 'Ours', account_sid, secrets: { auth_token: 'of Olga' } } as const
  const { webhook_urls } = await olga.api.createCarrierAccount({ body })
  const fields = {
    AccountSid: account_sid,
    MessageSid: `SM${'b'.repeat(32)}`,
    From: '+12065555005',
    Body: 'Hi',
  }
  const [address, request] = signed(webhook_urls.messages, 'of Olga', { ...fields, To: twilioNumber })
  const tampered = new URLSearchParams({ ...fields, To: twilioNumber, Body: 'Other' })
  expect((await fetch(address, { ...request, body: tampered })).status).toBe(403)
  expect((await fetch(address, request)).status).toBe(200)
  const kept = await until('the text without a number', async () => {
    const { data } = await olga.api.listUnreadable()
    return data.length > 0 && data
  })
  expect(kept).toMatchObject([{ reason: 'unrouted' }])
  expect((await ana.api.listConversations({ query: { phone: fields.From } })).data).toEqual([])
})

test('three pictures with words, told twice and each too early twice, are one message with three thumbnails', async () => {
  const { id } = await conversationWith(sender)
  const inbound = async () =>
    (await Array.fromAsync(each(ana.api.listMessages, { id }))).filter(
      ({ direction }) => direction === 'inbound',
    )
  const [message] = await until('the pictures', async () => {
    const found = await inbound()
    return found[0]?.media.every(({ status }) => status === 'ready') && found
  })
  expect(await inbound()).toHaveLength(1)
  expect((await simulator(parley.endpoints).faults()).body).toEqual({ data: [] })
  expect(message).toMatchObject({
    body: 'Look',
    media: [0, 1, 2].map((index) => ({ index, kind: 'image', content_type: 'image/jpeg' })),
  })
  for (const { thumbnail_url = '' } of message?.media ?? [])
    expect((await fetch(thumbnail_url)).headers.get('content-type')).toBe('image/jpeg')
})
