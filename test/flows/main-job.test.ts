import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, each } from '#contract/client.ts'
import { claimText } from '../support/flows/claim-text.ts'
import { handset, type Person, signIn, signInProgram, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'

type Conversation = Answer<'getConversation'>
type Message = Answer<'getMessage'>

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let ana: Person
beforeAll(async () => {
  parley = await startStack()
  ana = parley.ana
})
afterAll(() => parley.stop())

const conversationWith = (phone: string) =>
  until(`a conversation with ${phone}`, async () => {
    const { data } = await ana.api.listConversations({ query: { tab: 'active', limit: 100 } })
    return data.find((conversation) => conversation.phone === phone)
  })

const statusOf = (message: Message, status: string) =>
  until(`${status}`, async () => {
    const found = await ana.api.getMessage({ id: message.id })
    return found.status === status && found
  })

const messagesOf = ({ id }: Pick<Conversation, 'id'>): Promise<Message[]> =>
  Array.fromAsync(each(ana.api.listMessages, { id }))

const claimed = (phone: string): Promise<Conversation> => claimText(parley, phone)

test('a text comes in, an agent answers, the phone shows it, and the message is delivered', async () => {
  const phone = '+12065551001'
  const conversation = await claimed(phone)
  const sent = await ana.api.sendMessage({ id: conversation.id, body: { body: 'Hello' } })
  await statusOf(sent, 'delivered')
  const shown = await handset(parley.endpoints, phone).messages()
  expect(shown.filter(({ body }) => body === 'Hello')).toHaveLength(1)
  const messages = await messagesOf(conversation)
  expect(messages.map(({ body }) => body)).toEqual(expect.arrayContaining(['Hello', 'Hi']))
  expect((await ana.api.closeConversation({ id: conversation.id })).state).toBe('closed')
})

test('a text delivered twenty times at once is one message', async () => {
  const phone = '+12065551002'
  const customer = handset(parley.endpoints, phone)
  await Promise.all(Array.from({ length: 20 }, () => customer.text(ourNumber, 'once', 'the-same-id')))
  await customer.text(ourNumber, 'afterwards')
  const conversation = await conversationWith(phone)
  const all = await until('both texts', async () => {
    const messages = await messagesOf(conversation)
    return messages.some(({ body }) => body === 'afterwards') && messages
  })
  expect(all.filter(({ body }) => body === 'once')).toHaveLength(1)
})

test('texts of many phones at once all arrive, each thread in order', async () => {
  const phones = Array.from({ length: 50 }, (_, i) => `+1206555${2000 + i}`)
  await Promise.all(
    phones.map(async (phone) => {
      for (let i = 0; i < 10; i++) await handset(parley.endpoints, phone).text(ourNumber, `text ${i}`)
    }),
  )
  const conversations = await until('fifty conversations', async () => {
    const all = await Array.fromAsync(each(ana.api.listConversations, { query: { limit: 100 } }))
    const theirs = all.filter(({ phone }) => phones.includes(phone))
    return theirs.length === 50 && theirs
  })
  expect(new Set(conversations.map(({ phone }) => phone)).size).toBe(50)
  for (const { id } of conversations) {
    const texts = await until('ten texts', async () => {
      const messages = await messagesOf({ id })
      const inbound = messages.filter(({ direction }) => direction === 'inbound')
      return inbound.length >= 10 && inbound
    })
    const newestFirst = Array.from({ length: 10 }, (_, i) => `text ${9 - i}`)
    expect(texts.map(({ body }) => body)).toEqual(newestFirst)
  }
})

test.each([
  ['throttle', 'delivered', 1],
  ['timeout_after_accept', 'delivered', 1],
  ['carrier_down', 'delivered', 1],
  ['timeout_before_accept', 'unknown', 0],
])('after the fault %s the message is %s and the phone shows it %d times', async (error, status, times) => {
  const phone = `+12065553${String(error.length).padStart(3, '0')}`
  const conversation = await claimed(phone)
  await until('the welcome', async () => (await handset(parley.endpoints, phone).messages()).length > 1)
  await simulator(parley.endpoints).fault(error)
  const body = `through ${error}`
  const sent = await ana.api.sendMessage({ id: conversation.id, body: { body } })
  await statusOf(sent, status)
  const shown = await handset(parley.endpoints, phone).messages()
  expect(shown.filter((message) => message.body === body)).toHaveLength(times)
})

test('a text of two parts arrives whole and in order, each part once', async () => {
  const phone = '+12065553999'
  const conversation = await claimed(phone)
  await until('the welcome', async () => (await handset(parley.endpoints, phone).messages()).length > 1)
  const body = Array.from({ length: 300 }, (_, i) => `word ${i}`).join(' ')
  const sent = await ana.api.sendMessage({ id: conversation.id, body: { body } })
  expect(sent.parts).toHaveLength(2)
  await statusOf(sent, 'delivered')
  const shown = (await handset(parley.endpoints, phone).messages()).slice(2)
  expect(shown.map((message) => message.body)).toEqual(sent.parts.map((part) => part.body))
  expect(shown.map((message) => message.body).join(' ')).toBe(body)
})

test('a cursor of a merged conversation leads on after the merge was taken back', async () => {
  const phone = '+12065551011'
  const first = await claimed(phone)
  await until('the welcome', async () => (await messagesOf(first)).length > 1)
  await ana.api.sendMessage({ id: first.id, body: { body: 'an answer' } })
  const again = { to: phone, body: 'another matter', if_open: 'close_and_start' } as const
  const { id: second } = await ana.api.startConversation({ body: again })
  await ana.api.mergeConversation({ id: first.id, body: { conversation_id: second } })
  const page = await ana.api.listMessages({ id: first.id, query: { limit: 1 } })
  expect(page.data.map(({ body }) => body)).toEqual(['another matter'])
  await ana.api.unmergeConversation({ id: first.id, body: { conversation_id: second } })
  const rest = await ana.api.listMessages({ id: first.id, query: { limit: 10, cursor: page.next_cursor } })
  expect(rest.data.map(({ body }) => body)).toEqual(['an answer', expect.stringContaining('Welcome'), 'Hi'])
  const { data } = await ana.api.listMessages({ id: second })
  expect(data.map(({ body }) => body)).toEqual(['another matter'])
})

test('a number and an RCS agent of AWS are active once they are activated, and a picture to the agent is shown and answered', async () => {
  const { data } = await ana.api.listNumbers()
  const ours = data.filter(({ address }) => [ourNumber, 'rcs-demo'].includes(address))
  expect(ours.map(({ state }) => state)).toEqual(['active', 'active'])
  const admin = await signIn(parley.endpoints, 'admin@example.com')
  for (const { id } of ours)
    expect(await admin.api.activateNumber({ id })).toMatchObject({
      state: 'active',
      carrier_handles_opt_out: false,
    })
  const phone = '+12065551012'
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const media = [{ content_type: 'image/png', data: png }]
  await handset(parley.endpoints, phone).text('rcs-demo', '', undefined, media)
  const conversation = await conversationWith(phone)
  const [picture] = await until('the picture', async () => {
    const message = (await messagesOf(conversation)).find(({ direction }) => direction === 'inbound')
    return message?.media[0]?.status === 'ready' && message.media
  })
  expect(picture).toMatchObject({ kind: 'image', width: 1, height: 1 })
  expect((await fetch(String(picture?.url))).headers.get('content-type')).toBe(picture?.content_type)
  await ana.api.claimConversation({ id: conversation.id })
  const answer = await ana.api.sendMessage({ id: conversation.id, body: { body: 'A fine picture' } })
  expect(answer.from).toBe('rcs-demo')
  await statusOf(answer, 'delivered')
})

test('a text to a number that nobody has is answered, and disturbs nothing', async () => {
  const { status } = await handset(parley.endpoints, '+12065551009').text('+12065559999', 'anybody?')
  expect(status).toBeLessThan(300)
  const { data } = await ana.api.listConversations({ query: { limit: 100 } })
  expect(data.filter(({ phone }) => phone === '+12065551009')).toEqual([])
})

test('the answer to a text of a case joins what an agent holds, is in its timeline, and can be filed elsewhere and back', async () => {
  const phone = '+12065551009'
  const conversation = await claimed(phone)
  await ana.api.sendMessage({ id: conversation.id, body: { body: 'Hello' } })
  const laptop = await ana.api.createCase({ body: { to: phone, subject: 'Laptop' } })
  const printer = await ana.api.createCase({ body: { to: phone, subject: 'Printer' } })
  const program = await signInProgram(parley.endpoints)
  await program.sendCaseText({ id: printer.id, body: { body: 'Your printer is ready.' } })
  await handset(parley.endpoints, phone).text(ourNumber, 'Great')
  const timelineHas = (of: typeof printer) =>
    until(`the answer in the timeline of the ${of.subject}`, async () => {
      const { data } = await ana.api.readCaseTimeline({ id: of.id })
      return data.find((entry) => entry.type === 'text' && entry.here && entry.message.body === 'Great')
    })
  const found = await timelineHas(printer)
  const message = found.type === 'text' ? found.message : undefined
  expect(message).toMatchObject({
    conversation_id: conversation.id,
    threading: { decision: 'append', reason: 'reply_to_case_text' },
    case: { id: printer.id, reason: 'last_text', sure: true },
  })
  const id = message?.id ?? 'msg_none'
  await ana.api.fileMessage({ id, body: { case_id: laptop.id } })
  await timelineHas(laptop)
  await ana.api.fileMessage({ id, body: { case_id: printer.id } })
  await timelineHas(printer)
  const { state, claimed_by, case: shown } = await ana.api.getConversation({ id: conversation.id })
  expect({ state, claimed_by, shown }).toEqual({
    state: 'open',
    claimed_by: conversation.claimed_by,
    shown: { id: printer.id, sure: true },
  })
})

test('a wrong token is 401, a foreign conversation 404, an empty body 422', async () => {
  const conversation = await claimed('+12065551010')
  const olga = await signIn(parley.endpoints, 'olga@other.example')
  const wrong = await fetch(`${parley.endpoints.api}/v1/conversations`, {
    headers: { authorization: 'Bearer x' },
  })
  expect(wrong.status).toBe(401)
  expect((await olga.get(`/v1/conversations/${conversation.id}`)).status).toBe(404)
  const empty = await ana.post(`/v1/conversations/${conversation.id}/messages`, { body: ' ' })
  expect(empty).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: [{ path: 'body' }] },
  })
})

test('the description of the API is open to all', async () => {
  const response = await fetch(`${parley.endpoints.api}/v1/openapi.json`)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ openapi: '3.1.0' })
})

test('an e-mail leaves once, says that it arrived, and an address at which nobody is gets no second one', async () => {
  const admin = await signIn(parley.endpoints, 'admin@example.com')
  const nobody = 'bounce@simulator.amazonses.com'
  const emails = ['dan@example.com', nobody]
  const { id: contact_id } = await admin.api.createContact({ body: { name: 'Dan', emails } })
  const write = (to?: string) =>
    ana.api.createEmail({ body: { contact_id, to, subject: 'Your printer', body: 'It is ready 🖨' } })
  const becomes = ({ id }: Answer<'createEmail'>, wanted: string) =>
    until(`an e-mail that is ${wanted}`, async () => (await ana.api.getEmail({ id })).status === wanted)
  await becomes(await write(), 'delivered')
  await becomes(await write(nobody), 'bounced')
  const refused = await ana.post('/v1/emails', { contact_id, to: nobody, subject: 'Again', body: 'Hello?' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'address_bounced' } })
  const written = await simulator(parley.endpoints).emails()
  // The others are notices of the texts above.
  expect(written.filter(({ to }) => emails.includes(String(to)))).toMatchObject([
    { from: '"Demo Company" <support@parley.example>', to: 'dan@example.com', text: 'It is ready 🖨' },
    { to: nobody, subject: 'Your printer' },
  ])
})

test('a program outside is told of a text, signed, and finds the same event in the feed', async () => {
  const { sim } = parley.endpoints
  const admin = await signIn(parley.endpoints, 'admin@example.com')
  const { secret } = await admin.api.createWebhookEndpoint({
    body: { url: `${sim}/webhooks`, event_types: ['message.received'], payload: 'full' },
  })
  const phone = handset(parley.endpoints, '+12065557801')
  const told = async () => {
    const response = await fetch(`${sim}/webhooks`)
    const { data } = (await response.json()) as { data: { headers: Record<string, string>; body: string }[] }
    return data.find(({ body }) => body.includes('Tell them'))
  }
  // Whom a workspace tells is known for some seconds: a text within them is told to nobody new.
  const delivered = await until('the delivery', async () => {
    await phone.text(ourNumber, 'Tell them')
    return until('the delivery of this one', told, 2).catch(() => undefined)
  })
  const { headers, body } = delivered
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  expect(JSON.parse(body)).toMatchObject({
    ...{ id: headers['webhook-id'], type: 'message.received', workspace: 'wks_demo' },
    data: { body: 'Tell them', direction: 'inbound' },
  })
  const feed = () => admin.get<{ data: { id: string }[] }>('/v1/events?types=message.received&limit=100')
  await until('the feed', async () => (await feed()).body.data.some(({ id }) => id === headers['webhook-id']))
  const refused = await admin.post('/v1/webhook_endpoints', {
    ...{ url: 'https://169.254.169.254/', event_types: ['message.received'] },
  })
  expect(refused).toMatchObject({ status: 422, body: { code: 'url_not_allowed' } })
})
