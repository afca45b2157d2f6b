import { expect, test } from 'vitest'
import type { OperationName } from '#contract/api/operations.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { createFakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'
import { agentClaims, createGateway, expectAsPromised, operation, pathOf } from '../../support/gateway.ts'

const claims = agentClaims(workspace)

type Call = {
  id?: string
  body?: unknown
  query?: Record<string, string>
  parameters?: Record<string, string>
  headers?: Record<string, string>
}

/** A customer who has written, and an agent whose every answer is checked against the contract. */
const createTalk = async () => {
  const app = createFakeApp()
  app.stored.clear()
  const number = { workspace, id: 'num_00000001', address: ourNumber, country: 'US' } as const
  await app.commit(newNumber({ ...number, state: 'active', createdAt: monday }))
  app.now = monday + 8 * 60 * 60 * 1000
  const request = createGateway(app)
  const call = async (name: OperationName, { id = '', body, query, parameters, headers }: Call = {}) => {
    const path = pathOf(name, { id, ...parameters })
    const answer = await request({ method: operation(name).method, path, body, query, headers, claims })
    expectAsPromised(name, answer)
    return answer.body
  }
  let texts = 0
  const receive = async (body: string, from = '+12065550123') => {
    app.advance(1000)
    const text = { carrierMessageId: `${++texts}`, from, to: ourNumber, at: app.now, body }
    await receiveMessage(app, { carrier: 'aws', ...text })
  }
  await receive('Hello?')
  const [{ id }] = (await call('listConversations')).data
  return { app, call, receive, request, id: String(id) }
}

test('an agent finds, claims and answers a conversation', async () => {
  const { call, id } = await createTalk()
  expect(await call('getConversation', { id })).toMatchObject({ unread: true, new: true, state: 'open' })
  expect(await call('countConversations')).toMatchObject({ active: { count: 1, unread: 1, new: 1 } })
  const { agent } = await call('getMe')
  expect(await call('claimConversation', { id })).toMatchObject({ claimed_by: agent.id, new: false })
  await call('markRead', { id })
  expect(await call('sendMessage', { id, body: { body: 'Hi!' } })).toMatchObject({ conversation_id: id })
  const { data } = await call('listMessages', { id })
  expect(data[0]).toMatchObject({ direction: 'outbound', body: 'Hi!', sent_by: agent.id })
  expect(await call('getMessage', { id: data[0].id })).toEqual(data[0])
})

test('what the claimer has answered is read without being told so', async () => {
  const { call, id } = await createTalk()
  await call('claimConversation', { id })
  await call('sendMessage', { id, body: { body: 'Hi!' } })
  expect(await call('getConversation', { id })).toMatchObject({ unread: false, held_count: 0 })
  expect(await call('markUnread', { id })).toMatchObject({ unread: true })
  expect(await call('countConversations')).toMatchObject({ active: { unread: 1 } })
  expect(await call('markRead', { id })).toMatchObject({ unread: false })
})

test('a look at the version that was shown leaves a newer text unread', async () => {
  const { call, receive, id } = await createTalk()
  const { version } = await call('getConversation', { id })
  await receive('Still there?')
  expect(await call('markRead', { id, body: { version } })).toMatchObject({ unread: true })
  expect(await call('markRead', { id })).toMatchObject({ unread: false })
})

test('a conversation says since when its customer waits, and who answered when', async () => {
  const { app, call, id } = await createTalk()
  const asked = new Date(app.now).toISOString()
  expect(await call('getConversation', { id })).toMatchObject({
    waiting_since: asked,
    last_inbound_at: asked,
    last_message: { status: 'received' },
    number: { id: 'num_00000001', address: ourNumber },
  })
  app.advance(1000)
  const claimed = await call('claimConversation', { id })
  expect(claimed.claimed_at).toBe(new Date(app.now).toISOString())
  const reply = await call('sendMessage', { id, body: { body: 'Hi!' } })
  const answered = await call('getConversation', { id })
  expect(answered).toMatchObject({
    first_reply_at: reply.created_at,
    last_outbound_at: reply.created_at,
    last_message: { id: reply.id, status: 'sent' },
  })
  expect(answered.waiting_since).toBeUndefined()
  expect((await call('releaseConversation', { id })).claimed_at).toBeUndefined()
})

test('a customer is found by phone and by contact in one request', async () => {
  const { call, id } = await createTalk()
  const { contact_id } = await call('getConversation', { id })
  const queries: Record<string, string>[] = [{ phone: '206 555 0123' }, { contact_id }]
  for (const query of queries) {
    expect((await call('listConversations', { query })).data).toMatchObject([{ id }])
  }
  expect((await call('listConversations', { query: { phone: '+12065550199' } })).data).toEqual([])
})

test.each(['72345', 'AMAZON'])('%s is shown and found as it wrote, and is not answered', async (phone) => {
  const { call, receive, request } = await createTalk()
  await receive('Your parcel is on its way.', phone)
  const query = { phone }
  const [{ id, contact_id }, ...others] = (await call('listConversations', { query })).data
  expect(others).toEqual([])
  expect((await call('findMessages', { query })).data).toMatchObject([{ from: phone }])
  expect(await call('getConversation', { id })).toMatchObject({ phone })
  expect((await call('listContacts', { query })).data).toMatchObject([{ id: contact_id, phones: [query] }])
  await call('claimConversation', { id })
  const path = pathOf('sendMessage', { id })
  const { status, body } = await request({ method: 'POST', path, body: { body: 'Thanks' }, claims })
  expect({ status, code: body.code }).toEqual({ status: 422, code: 'invalid_phone_number' })
  expect(body.detail).toMatch(/short codes and names cannot be answered/)
})

test('contact, number and claimer come along where they are asked for', async () => {
  const { call, id } = await createTalk()
  const { contact_id, claimed_by } = await call('claimConversation', { id })
  await call('editContact', { id: contact_id, body: { name: 'Ada' }, headers: { 'if-match': '*' } })
  const query = { expand: 'contact,number,agent' }
  const expanded = {
    contact: { id: contact_id, name: 'Ada' },
    number: { id: 'num_00000001' },
    agent: { id: claimed_by },
  }
  const [listed] = (await call('listConversations', { query })).data
  expect(listed).toMatchObject({ contact_name: 'Ada', expanded })
  expect(await call('getConversation', { id, query })).toMatchObject({ expanded })
  expect((await call('getConversation', { id, query: { expand: 'number' } })).expanded).toEqual({
    number: expect.objectContaining({ id: 'num_00000001' }),
  })
  expect((await call('getConversation', { id })).expanded).toBeUndefined()
})

test('metadata comes with the first text, and is edited from the version that was read', async () => {
  const { call, request } = await createTalk()
  const body = { to: '+12065550177', body: 'Hi!', metadata: { order: '17', shop: 'Seattle' } }
  const { id, version } = await call('startConversation', { body })
  const headers = { 'if-match': `"${version}"` }
  const edit = { method: 'PATCH', path: `/v1/conversations/${id}`, headers, claims }
  const edited = await request({ ...edit, body: { metadata: { shop: null } } })
  expect(edited).toMatchObject({
    status: 200,
    headers: { etag: `"${version + 1}"` },
    body: { metadata: { order: '17' }, version: version + 1 },
  })
  expect(await request({ ...edit, body: { subject: 'x' } })).toMatchObject({ status: 412 })
})

test.each([
  ['a name of 41 characters', { ['n'.repeat(41)]: 'x' }],
  ['a value of 501 characters', { name: 'x'.repeat(501) }],
  ['a number as a value', { name: 17 }],
  ['21 entries', Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`name ${i}`, 'x']))],
])('metadata with %s is refused', async (_, metadata) => {
  const { request } = await createTalk()
  const body = { to: '+12065550177', body: 'Hi!', metadata }
  expect(await request({ method: 'POST', path: '/v1/conversations', body, claims })).toMatchObject({
    status: 422,
    body: { code: 'validation_failed' },
  })
})

test('subject, tags and notes are for the agents', async () => {
  const { call, id } = await createTalk()
  await call('editConversation', { id, body: { subject: 'Order 17' }, headers: { 'if-match': '*' } })
  await call('addTag', { id, body: { tag: 'très vip?' } })
  const note = await call('addNote', { id, body: { body: 'Careful.' } })
  expect(await call('getConversation', { id })).toMatchObject({ subject: 'Order 17', tags: ['très vip?'] })
  expect((await call('readTimeline', { id })).data).toContainEqual({
    type: 'note',
    conversation_id: id,
    age_seconds: 0,
    note,
  })
  const gone = await call('removeTag', { id, parameters: { tag: 'très vip?' } })
  expect(gone.tags).toEqual([])
  expect(
    (await call('editConversation', { id, body: { subject: null }, headers: { 'if-match': '*' } })).subject,
  ).toBeUndefined()
})

test('a tag with a slash could not be taken away, and is refused', async () => {
  const { request, id } = await createTalk()
  const path = `/v1/conversations/${id}/tags`
  const { status } = await request({ method: 'POST', path, body: { tag: 'a/b' }, claims })
  expect(status).toBe(422)
})

test('after a text reopened a conversation, the agent is told which one, and continues or starts anew', async () => {
  const { call, receive, id } = await createTalk()
  await call('claimConversation', { id })
  await call('closeConversation', { id })
  await receive('One more thing.')
  const reopened = await call('getConversation', { id })
  const [text] = (await call('listMessages', { id })).data
  expect(reopened.threading).toMatchObject({
    decision: 'reopen',
    reason: 'closed_recently',
    message_id: text.id,
  })
  expect(text.threading).toEqual({ decision: 'reopen', reason: 'closed_recently' })
  const next = await call('splitConversation', { id, body: {} })
  expect(next).toMatchObject({ state: 'open', last_message: { id: text.id } })
  const union = await call('mergeConversation', { id, body: { conversation_id: next.id } })
  expect(union).toMatchObject({ id, state: 'open' })
  expect(await call('getConversation', { id: next.id })).toMatchObject({ state: 'closed', merged_into: id })
  await call('unmergeConversation', { id, body: { conversation_id: next.id } })
  expect(await call('getConversation', { id: next.id })).toMatchObject({ state: 'open' })
  expect(await call('continueConversation', { id: next.id })).toMatchObject({ id: next.id })
})

test('a second conversation with a customer is refused with the id of the first', async () => {
  const { call, request, id } = await createTalk()
  await call('claimConversation', { id })
  const start = { to: '+12065550123', body: 'Hello!' }
  const refused = await request({ method: 'POST', path: '/v1/conversations', body: start, claims })
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'open_conversation_exists', conversation_id: id, retryable: false },
  })
  const started = await call('startConversation', { body: { ...start, if_open: 'close_and_start' } })
  expect(started).toMatchObject({ state: 'open', message: { body: 'Hello!', conversation_id: started.id } })
  expect(await call('getConversation', { id })).toMatchObject({ state: 'closed' })
})
