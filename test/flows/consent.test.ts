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

test('pictures are refused with a hint, and a macro leaves as text', async () => {
  const phone = '+12065554004'
  const { id } = await claimed(phone, 'Hi')
  const path = `/v1/conversations/${id}/messages`
  const media = ['med_01k9xqd4a2b3c4d5e6f7g8h9j0']
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
  const admin = await signIn(parley.endpoints, 'admin@example.com')
  await handset(parley.endpoints, phone).text(ourNumber, 'not interested, leave me alone')
  const reviews = async (query = '') => {
    const { body } = await ana.get<Page<Review>>(`/v1/consent_reviews?limit=100${query}`)
    return body.data.filter((each) => each.phone === phone)
  }
  const review = await until('the review', async () => (await reviews())[0])
  const campaign = { to: phone, body: 'Sale today', origin: 'campaign' }
  const sent = await admin.post<Sent>('/v1/messages', campaign)
  expect(sent.body).toMatchObject({ status: 'held', gate: { reason: 'consent_review' } })
  await simulator(parley.endpoints).travel({
    now: new Date(Date.parse(review.due_at) + 60_000).toISOString(),
  })
  const isOut = async () => (await ledgerOf(phone)).some(({ source }) => source === 'deadline')
  await until('the opt-out', isOut)
  await until('the end of the wait', async () => {
    const { body } = await ana.get<Sent>(`/v1/messages/${sent.body.id}`)
    return body.status === 'blocked' && body.gate.reason === 'recipient_opted_out'
  })
  const decided = (await reviews('&state=decided')).find(({ id }) => id === review.id)
  expect(decided).toMatchObject({ state: 'opted_out' })
  const [contact] = (await ana.get<Page<Contact>>(`/v1/contacts?phone=${encodeURIComponent(phone)}`)).body
    .data
  expect(contact?.phones).toMatchObject([{ phone, opted_out: true }])
})

type Contact = { phones: { phone: string; opted_out: boolean }[] }

type Sms = { id: string; body: string }

/** An active number that is closed now, and says so by itself. */
const activate = async (admin: Person, address: string): Promise<void> => {
  const { data } = (await admin.get<Page<{ id: string; address: string }>>('/v1/numbers')).body
  const known = data.find((number) => number.address === address)
  const { id } = known ?? (await admin.post<{ id: string }>('/v1/numbers', { address })).body
  const hours = { name: `Hours of ${address}`, zone: 'UTC', weekly: {} }
  const closed = await admin.post<{ id: string }>('/v1/business_hours', hours)
  expect(closed.status).toBe(201)
  const channels = { notify_by_email: true, notify_by_sms: false }
  const users = [{ first_name: 'Ana', last_name: 'Ruiz', email: 'ana@example.com', ...channels }]
  const patch = {
    registration: { status: 'approved' },
    notification_users: users,
    hours_id: closed.body.id,
    texts: { after_hours: 'We are closed. Write HELP for more.' },
  }
  const edited = await admin.patch(`/v1/numbers/${id}`, patch, { 'if-match': '*' })
  expect(edited.status, JSON.stringify(edited.body)).toBe(200)
  if (known) return
  await admin.post(`/v1/numbers/${id}/activate`)
  await admin.post(`/v1/numbers/${id}/confirm`)
}

/** What Parley has said to a phone. */
const saidTo = async (phone: string): Promise<Sms[]> =>
  (await ana.get<Page<Sms>>(`/v1/messages?direction=outbound&phone=${encodeURIComponent(phone)}`)).body.data

test('two numbers of Parley that are set upon each other say nothing by themselves', async () => {
  const other = '+12065550198'
  const admin = await signIn(parley.endpoints, 'admin@example.com')
  for (const number of [ourNumber, other]) await activate(admin, number)
  for (const body of ['Hello', 'HELP', 'STOP']) {
    await handset(parley.endpoints, other).text(ourNumber, body)
    await handset(parley.endpoints, ourNumber).text(other, body)
  }
  await until('both opt-outs', async () =>
    (await Promise.all([ourNumber, other].map(ledgerOf))).every(([entry]) => entry?.action === 'opt_out'),
  )
  for (const phone of [ourNumber, other]) expect(await saidTo(phone)).toEqual([])
})

test('a machine that answers every text with a call for help has the last word', async () => {
  const phone = '+12065554006'
  const machine = handset(parley.endpoints, phone)
  const received = async () =>
    (await machine.messages()).filter(({ direction }) => direction === 'outbound').length
  await activate(await signIn(parley.endpoints, 'admin@example.com'), ourNumber)
  await machine.text(ourNumber, 'Good evening')
  let answered = 0
  await until('the end of the talk', async () => {
    const unanswered = (await received()) - answered
    for (let i = 0; i < unanswered; i++) await machine.text(ourNumber, 'HELP')
    answered += unanswered
    const taken = (
      await ana.get<Page<Sms>>(`/v1/messages?direction=inbound&phone=${encodeURIComponent(phone)}`)
    ).body
    // All that it wrote is here, and all that was said to it has reached it.
    return taken.data.length === answered + 1 && (await saidTo(phone)).length === answered
  })
  const help = expect.stringContaining('Reply STOP to cancel')
  const said = (await saidTo(phone)).map(({ body }) => body)
  const closed = expect.stringContaining('We are closed')
  expect(said).toEqual([help, help, help, closed, expect.stringContaining('Welcome')])
}, 120_000)

// Last: what hundreds of opt-outs still have to look at would keep others waiting.
test('a list of opt-outs is uploaded, checked and imported, and holds for phones that nobody knew', async () => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const rows = Array.from({ length: 520 }, (_, i) => `+1206555${6000 + i};2026-01-02`)
  const file = new TextEncoder().encode(`Teléfono;Fecha\r\n${rows.join('\r\n')}\r\nno phone;\r\n`)
  const facts = { kind: 'suppressions', file_name: 'lista.csv' } as const
  const { id, place } = await api.createImport({ body: { ...facts, bytes: file.length } })
  const { status } = await fetch(place?.url ?? '', {
    method: 'PUT',
    headers: place?.headers ?? {},
    body: file,
  })
  expect(status).toBe(200)
  await api.checkImport({ id })
  await until('the check', async () => (await api.getImport({ id })).state === 'checked')
  await api.startImport({ id })
  await until('the import', async () => (await api.getImport({ id })).state === 'done')
  const { job, mapping } = await api.getImport({ id })
  expect(mapping).toEqual({ phone: 'Teléfono', at: 'Fecha' })
  expect(job?.counts).toEqual({ created: 520, updated: 0, unchanged: 0, rejected: 1 })
  const rejects = await fetch((await api.getRejects({ id })).url)
  expect(await rejects.text()).toBe('row,reason,Teléfono,Fecha\r\n521,invalid_phone_number,no phone,\r\n')
  const refused = await ana.post('/v1/messages', { to: '+12065556519', body: 'Hello' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'recipient_opted_out' } })
})
