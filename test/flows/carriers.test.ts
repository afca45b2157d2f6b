import { fileTypeFromBuffer } from 'file-type'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { each } from '#contract/client.ts'
import { signedByTwilio } from '../support/carriers/signed-by-twilio.ts'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { uploadPicture } from '../support/flows/pictures.ts'
import { startStack } from '../support/flows/stack.ts'
import { mediaSamples } from '../support/media-samples.ts'

const twilioNumber = '+12065550102'
const flowrouteNumber = '+12065550103'
const sender = '+12065555001'
let parley: Awaited<ReturnType<typeof startStack>>
let ana: Person
let admin: Person
let photo: Uint8Array<ArrayBuffer>
let pictures: { content_type: string; data: string }[]

/** Pictures with their words come in first: what the others take is the time in which the carrier does not have them yet. */
beforeAll(async () => {
  parley = await startStack()
  ana = parley.ana
  admin = await signIn(parley.endpoints, 'admin@example.com')
  const [sample] = await mediaSamples()
  photo = new Uint8Array(sample?.bytes ?? [])
  const data = Buffer.from(photo).toString('base64')
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

/** What a customer sent, newest first, once it is as asked for. */
const inboundOf = (phone: string, isReady: (found: Message[]) => boolean) =>
  until(`what ${phone} sent`, async () => {
    const { data } = await ana.api.listConversations({ query: { phone } })
    const lists = data.map(({ id }) => Array.fromAsync(each(ana.api.listMessages, { id })))
    const found = (await Promise.all(lists)).flat().filter(({ direction }) => direction === 'inbound')
    return isReady(found) && found
  })
type Message = Awaited<ReturnType<Person['api']['getMessage']>>

const isLoaded = ({ media }: Message) => media.every(({ status }) => status !== 'fetching')
const reached = (id: Message['id'], status: Message['status']) =>
  until(`${id} to be ${status}`, async () => (await ana.api.getMessage({ id })).status === status)

const travel = (advance: string) => simulator(parley.endpoints).travel({ advance })

/** The id of a conversation that Ana has claimed; the welcome text, which goes to whoever is new, is through. */
const claimed = async (phone: string) => {
  const { id } = await conversationWith(phone)
  await until('the welcome text', async () => (await bodiesOn(phone)).some((body) => /^Welcome/.test(body)))
  await ana.api.claimConversation({ id })
  return id
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

test('three pictures with words, told twice and each too early twice, are one message with three thumbnails', async () => {
  const found = await inboundOf(sender, ([first]) => first !== undefined && isLoaded(first))
  expect(found).toHaveLength(1)
  const { data } = (await simulator(parley.endpoints).faults()).body
  expect(data).not.toContainEqual(expect.objectContaining({ carrier: 'twilio' }))
  expect(found[0]).toMatchObject({
    body: 'Look',
    media: [0, 1, 2].map((index) => ({
      ...{ index, status: 'ready', kind: 'image', content_type: 'image/jpeg' },
    })),
  })
  for (const { thumbnail_url = '' } of found[0]?.media ?? []) {
    const bytes = Buffer.from(await (await fetch(thumbnail_url)).arrayBuffer())
    expect(await fileTypeFromBuffer(bytes)).toEqual({ ext: 'jpg', mime: 'image/jpeg' })
  }
})

test('a carrier that takes nothing for an hour has every text afterwards, once and in order', async () => {
  const phone = '+12065555002'
  const { id } = await conversationWith(phone)
  const { fault, clearFaults } = simulator(parley.endpoints)
  await fault('throttle', 10_000, 'twilio')
  const bodies = ['One', 'Two', 'Three']
  const sent: Message[] = []
  for (const body of bodies) sent.push(await ana.api.sendMessage({ id, body: { body } }))
  for (let minutes = 0; minutes < 60; minutes += 20) await travel('PT20M')
  for (const one of sent) expect((await ana.api.getMessage({ id: one.id })).status).toBe('queued')
  await clearFaults()
  await travel('PT6M')
  for (const one of sent) await reached(one.id, 'delivered')
  expect((await bodiesOn(phone)).filter((body) => bodies.includes(body))).toEqual(bodies)
})

test('where the answer to a send is lost, its receipt says what became of it, and the phone has it once', async () => {
  const phone = '+12065555002'
  const { id } = await conversationWith(phone)
  await simulator(parley.endpoints).fault('timeout_after_accept', 1, 'twilio')
  const sent = await ana.api.sendMessage({ id, body: { body: 'Lost answer' } })
  await reached(sent.id, 'unknown')
  await travel('PT1M')
  await reached(sent.id, 'delivered')
  expect((await bodiesOn(phone)).filter((body) => body === 'Lost answer')).toHaveLength(1)
})

test('Twilio answers STOP itself, the ledger has it, and nothing more is sent', async () => {
  const phone = '+12065555004'
  await handset(parley.endpoints, phone).text(twilioNumber, 'Hi')
  const id = await claimed(phone)
  await handset(parley.endpoints, phone).text(twilioNumber, 'STOP')
  const entries = await until('the opt-out', async () => {
    const { data } = await ana.api.listConsents({ query: { phone } })
    return data.length > 0 && data
  })
  expect(entries).toMatchObject([{ action: 'opt_out', source: 'customer' }])
  const next = ana.api.sendMessage({ id, body: { body: 'Are you sure?' } })
  await expect(next).rejects.toMatchObject({ problem: { code: 'recipient_opted_out' } })
  const shown = await bodiesOn(phone)
  expect(shown.slice(shown.indexOf('STOP') + 1)).toEqual([
    expect.stringContaining('successfully been unsubscribed'),
  ])
})

test('what Twilio knows of an opt-out is in the ledger after the first text that it refuses', async () => {
  const phone = '+12065555007'
  await handset(parley.endpoints, phone).text(twilioNumber, 'Hi')
  const id = await claimed(phone)
  await simulator(parley.endpoints).fault('opted_out', 1, 'twilio')
  const sent = await ana.api.sendMessage({ id, body: { body: 'Hello' } })
  await reached(sent.id, 'failed')
  expect((await ana.api.getMessage({ id: sent.id })).error).toMatchObject({ code: 'recipient_opted_out' })
  const { data } = await ana.api.listConsents({ query: { phone } })
  expect(data).toMatchObject([{ action: 'opt_out', source: 'carrier' }])
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
  const [address, request] = signedByTwilio(webhook_urls.messages, 'of Olga', { ...fields, To: twilioNumber })
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

test('a picture that is uploaded goes to the phone by Twilio, which asks for it with HEAD first', async () => {
  const { data: numbers } = await admin.api.listNumbers({})
  const number = numbers.find(({ address }) => address === twilioNumber)
  await admin.api.editNumber({
    ...{ id: number?.id ?? 'num_', ifMatch: '*' },
    body: { capabilities: ['sms', 'mms'], mms_out: true },
  })
  const picture = await uploadPicture(ana, 'image/jpeg', photo)
  const { id } = await conversationWith(sender)
  await ana.api.claimConversation({ id })
  const sent = await ana.api.sendMessage({ id, body: { body: 'Here', media: [picture] } })
  await reached(sent.id, 'delivered')
  const shown = (await handset(parley.endpoints, sender).messages()).filter((text) => text.body === 'Here')
  expect(shown).toMatchObject([{ media: [{ content_type: 'image/jpeg' }] }])
  const there = await fetch(shown[0]?.media?.[0]?.url ?? '')
  expect(Buffer.from(await there.arrayBuffer()).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
})

test('files that lead astray or have no end are refused, and say why', async () => {
  const { fault } = simulator(parley.endpoints)
  const phone = '+12065555008'
  for (const name of ['redirect_private', 'redirect_name', 'redirect_stranger', 'too_large', 'endless'])
    await fault(`media_${name}`, 1, 'twilio')
  const five = Array.from({ length: 5 }, () => pictures[0] ?? { content_type: '', data: '' })
  await handset(parley.endpoints, phone).text(twilioNumber, '', undefined, five)
  const [message] = await inboundOf(phone, ([first]) => first !== undefined && isLoaded(first))
  expect(message?.media.map(({ reason }) => reason).toSorted()).toEqual([
    ...['host_not_allowed', 'host_not_allowed', 'host_not_allowed', 'too_large', 'too_large'],
  ])
})

test('texts whose webhooks were lost are there after the carriers were asked, once and with their pictures', async () => {
  const { fault } = simulator(parley.endpoints)
  const lost = [
    ['twilio', twilioNumber, '+12065555010'],
    ['flowroute', flowrouteNumber, '+12065555011'],
  ] as const
  const send = async (body: string) => {
    for (const [carrier, number, phone] of lost) {
      await fault('webhook_lost', 1, carrier)
      await handset(parley.endpoints, phone).text(number, body, undefined, pictures.slice(0, 2))
    }
    await travel('PT15M')
  }
  await send('Lost')
  for (const [, , phone] of lost) await inboundOf(phone, (found) => found.length === 1)
  // Whoever asks a second time sees the first texts once more.
  await send('Lost again')
  for (const [, , phone] of lost) {
    const found = await inboundOf(phone, (some) => some.length >= 2 && some.every(isLoaded))
    expect(found.map(({ body }) => body).toSorted()).toEqual(['Lost', 'Lost again'])
    for (const { media } of found) expect(media.map(({ status }) => status)).toEqual(['ready', 'ready'])
  }
})

test('a token that is rotated while texts flow loses none, and is known within a minute', async () => {
  const phone = '+12065555012'
  const { data } = await admin.api.listCarrierAccounts({})
  const { id = 'cac_', webhook_urls } = data.find(({ carrier }) => carrier === 'twilio') ?? {}
  const { carrierAccount } = simulator(parley.endpoints)
  const atTwilio = { carrier: 'twilio', id: 'AC00000000000000000000000000000102' }
  await handset(parley.endpoints, phone).text(twilioNumber, 'before')
  const conversation = await claimed(phone)
  // Twilio has the new one first: what is signed with it fits nothing, and what is sent with the old one is refused.
  await carrierAccount({ ...atTwilio, secret: 'new token', webhook_url: webhook_urls?.messages })
  await handset(parley.endpoints, phone).text(twilioNumber, 'between')
  const sent = await ana.api.sendMessage({ id: conversation, body: { body: 'Answer' } })
  await until('the refusal', async () => {
    const { status } = await admin.api.getCarrierAccount({ id })
    return status === 'unauthorized'
  })
  await admin.api.editCarrierAccount({ id, ifMatch: '*', body: { secrets: { auth_token: 'new token' } } })
  await travel('PT1M')
  await handset(parley.endpoints, phone).text(twilioNumber, 'after')
  await inboundOf(phone, (found) => found.some(({ body }) => body === 'after'))
  await travel('PT5M')
  await reached(sent.id, 'delivered')
  await travel('PT15M')
  const found = await inboundOf(phone, (some) => some.length >= 3)
  expect(found.map(({ body }) => body).toSorted()).toEqual(['after', 'before', 'between'])
  expect((await bodiesOn(phone)).filter((body) => body === 'Answer')).toHaveLength(1)
  expect(await admin.api.getCarrierAccount({ id })).toMatchObject({ status: 'ok' })
})
