import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Page, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'

type Conversation = { id: string; phone: string; consent_review?: { due_at: string } }
type Consent = { action: string; source: string; received?: { body: string }; sent?: { body: string } }

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let ana: Person
beforeAll(async () => {
  parley = await startStack()
  ana = parley.ana
})
afterAll(() => parley.stop())

const ledgerOf = async (phone: string): Promise<Consent[]> => {
  const { body } = await ana.get<Page<Consent>>(`/v1/consents?phone=${encodeURIComponent(phone)}`)
  return body.data
}

const shown = async (phone: string, words: string): Promise<number> => {
  const messages = await handset(parley.endpoints, phone).messages()
  return messages.filter(({ body }) => body.includes(words)).length
}

const claimed = async (phone: string, body: string): Promise<Conversation> => {
  await handset(parley.endpoints, phone).text(ourNumber, body)
  const conversation = await until(`a conversation with ${phone}`, async () => {
    const { body } = await ana.get<Page<Conversation>>('/v1/conversations?tab=active&limit=100')
    return body.data.find((c) => c.phone === phone)
  })
  await ana.post(`/v1/conversations/${conversation.id}/claim`)
  return conversation
}

test('STOP is confirmed once and blocks the agent, START lets them write again, and the ledger has it all', async () => {
  const phone = '+12065554001'
  const customer = handset(parley.endpoints, phone)
  const { id } = await claimed(phone, 'Hi')
  await until('the welcome', () => shown(phone, 'Welcome to Demo Company!').then(Boolean))
  await customer.text(ourNumber, 'stop.')
  await until('the confirmation', () => shown(phone, 'Your request to unsubscribe').then(Boolean))
  const refused = await ana.post(`/v1/conversations/${id}/messages`, { body: 'Wait!' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'recipient_opted_out', retryable: false } })
  await customer.text(ourNumber, 'STOP')
  await until('the second STOP', async () => (await ledgerOf(phone)).length === 2)
  await customer.text(ourNumber, 'START')
  await until('the opt-in', () => shown(phone, 'You will receive messages from Demo Company').then(Boolean))
  expect((await ana.post(`/v1/conversations/${id}/messages`, { body: 'Hello again' })).status).toBe(202)
  expect(await shown(phone, 'Your request to unsubscribe')).toBe(1)
  expect(await ledgerOf(phone)).toMatchObject([
    { action: 'opt_in', received: { body: 'START' } },
    { action: 'opt_out', received: { body: 'STOP' } },
    { action: 'opt_out', source: 'customer', received: { body: 'stop.' } },
  ])
})

test('a carrier that knows of an opt-out is believed', async () => {
  const phone = '+12065554002'
  const { id } = await claimed(phone, 'Hi')
  await until('the welcome', () => shown(phone, 'Welcome').then(Boolean))
  await simulator(parley.endpoints).fault('opted_out')
  await ana.post(`/v1/conversations/${id}/messages`, { body: 'Hello' })
  await until('the opt-out', async () => (await ledgerOf(phone)).some(({ source }) => source === 'carrier'))
  const refused = await ana.post(`/v1/conversations/${id}/messages`, { body: 'Hello?' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'recipient_opted_out' } })
})

test('an opt-out in plain words waits for an agent, who records it', async () => {
  const phone = '+12065554003'
  const { id } = await claimed(phone, "please don't text me")
  const flagged = await ana.get<Conversation>(`/v1/conversations/${id}`)
  expect(flagged.body.consent_review).toMatchObject({ due_at: expect.any(String) })
  const words = { phone, action: 'opt_out', conversation_id: id, reason: 'Asked for it in a text' }
  expect(await ana.post('/v1/consents', words)).toMatchObject({ status: 201, body: { source: 'agent' } })
  expect((await ana.get<Conversation>(`/v1/conversations/${id}`)).body.consent_review).toBeUndefined()
  expect(await ana.post('/v1/consents', { phone, action: 'opt_in' })).toMatchObject({
    status: 422,
    body: { code: 'validation_failed' },
  })
})

test('images are refused with a hint, and a macro leaves as text', async () => {
  const phone = '+12065554004'
  const { id } = await claimed(phone, 'Hi')
  const path = `/v1/conversations/${id}/messages`
  const media = [{ content_type: 'image/png', url: 'https://example.com/a.png' }]
  expect(await ana.post(path, { body: 'Look', media })).toMatchObject({
    status: 422,
    body: { code: 'content_not_supported', detail: expect.stringContaining('send a link') },
  })
  const macro = { body: '<p>Hi <b>Ann</b></p>', format: 'html' }
  expect(await ana.post(path, macro)).toMatchObject({ status: 202, body: { body: 'Hi Ann' } })
})

type Review = { id: string; phone: string; state: string; due_at: string }
type Sent = { id: string; status: string; gate: { reason?: string } }

test('a text that reads like a refusal holds campaigns, and opts out at its deadline when nobody decides', async () => {
  const phone = '+12065554005'
  await claimed(phone, 'not interested, leave me alone')
  const reviews = (query = '') => ana.get<Page<Review>>(`/v1/consent_reviews?limit=100${query}`)
  const [review] = (await reviews()).body.data.filter((each) => each.phone === phone)
  if (!review) throw new Error('There is no review')
  const campaign = { to: phone, body: 'Sale today', origin: 'campaign' }
  const sent = await ana.post<Sent>('/v1/messages', campaign)
  expect(sent.body).toMatchObject({ status: 'held', gate: { reason: 'consent_review' } })
  await simulator(parley.endpoints).travel({
    now: new Date(Date.parse(review.due_at) + 60_000).toISOString(),
  })
  await until('the opt-out', async () => (await ledgerOf(phone)).some(({ source }) => source === 'deadline'))
  await until('the end of the wait', async () => {
    const { body } = await ana.get<Sent>(`/v1/messages/${sent.body.id}`)
    return body.status === 'blocked' && body.gate.reason === 'recipient_opted_out'
  })
  const decided = (await reviews('&state=decided')).body.data.find(({ id }) => id === review.id)
  expect(decided).toMatchObject({ state: 'opted_out' })
  const [contact] = (await ana.get<Page<Contact>>(`/v1/contacts?phone=${encodeURIComponent(phone)}`)).body
    .data
  expect(contact?.phones).toMatchObject([{ phone, opted_out: true }])
})

type Contact = { phones: { phone: string; opted_out: boolean }[] }

test('two numbers of Parley that are set upon each other say nothing by themselves', async () => {
  const other = '+12065550198'
  const admin = await signIn(parley.endpoints, 'admin@example.com')
  const { body: number } = await admin.post<{ id: string }>('/v1/numbers', { address: other })
  const users = [
    {
      first_name: 'Ana',
      last_name: 'Ruiz',
      email: 'ana@example.com',
      notify_by_email: true,
      notify_by_sms: false,
    },
  ]
  const patch = { registration: { status: 'approved' }, notification_users: users }
  const edited = await admin.patch(`/v1/numbers/${number.id}`, patch, { 'if-match': '*' })
  expect(edited.status).toBe(200)
  await admin.post(`/v1/numbers/${number.id}/activate`)
  await admin.post(`/v1/numbers/${number.id}/confirm`)
  for (const body of ['Hello', 'HELP', 'STOP']) {
    await handset(parley.endpoints, other).text(ourNumber, body)
    await handset(parley.endpoints, ourNumber).text(other, body)
  }
  await until('both opt-outs', async () =>
    (await Promise.all([ourNumber, other].map(ledgerOf))).every(([entry]) => entry?.action === 'opt_out'),
  )
  for (const phone of [ourNumber, other]) {
    const written = await ana.get<Page<object>>(
      `/v1/messages?direction=outbound&phone=${encodeURIComponent(phone)}`,
    )
    expect(written.body.data).toEqual([])
  }
})
