import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Page, type Person, simulator, until } from '../support/flows/client.ts'
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
