import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { type StartRequest, startConversation } from '#domain/outbound/start-conversation.ts'
import {
  admin,
  ana,
  ben,
  bodiesIn,
  cleo,
  conversationOf,
  createOffice,
  customer,
  otherNumber,
  program,
  receive,
  refusal,
  stored,
} from '../../support/conversing.ts'
import { facts } from '../../support/customers.ts'
import { type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'

const request = (change: Partial<StartRequest> = {}): StartRequest => ({
  to: customer,
  body: 'Hello!',
  ...change,
})

const start = (app: FakeApp, change: Partial<StartRequest> = {}, who: Principal = ana) =>
  startConversation(app, who, request(change))

test('[S3] a conversation starts with a text, claimed by the agent who sends it', async () => {
  const app = await createOffice()
  const { conversation, message } = await start(app, { to: '(206) 555-0123' })
  expect(message).toMatchObject({ conversationId: conversation.id, to: customer, status: 'queued' })
  expect(stored(app, conversation.id)).toMatchObject({
    state: 'open',
    phone: customer,
    claimedBy: ana.id,
    lastMessage: { id: message.id },
    threading: { decision: 'start', reason: 'started_by_us' },
  })
  expect(app.all('contact')).toMatchObject([{ id: conversation.contactId, phones: [{ phone: customer }] }])
  expect(await receive(app)).toMatchObject({ conversationId: conversation.id })
})

test('a program claims nothing', async () => {
  const app = await createOffice()
  const { conversation, message } = await startConversation(app, program, request())
  expect(conversation.claimedBy).toBeUndefined()
  expect(message).toMatchObject({ origin: 'api', sentBy: program.id })
})

test('[S3] where one is open the sender has to choose, and is told which one', async () => {
  const app = await createOffice()
  const { conversationId } = await receive(app)
  const extra = { conversation_id: conversationId }
  await expect(start(app)).rejects.toEqual(refusal('open_conversation_exists', extra))
  expect(app.all('conversation')).toHaveLength(1)
})

test('[S3] "continue" goes on in the open one, and claims it where nobody has', async () => {
  const app = await createOffice()
  const { conversationId } = await receive(app, { body: 'Hi' })
  const { conversation } = await start(app, { ifOpen: 'continue' })
  expect(conversation).toMatchObject({
    id: conversationId,
    claimedBy: ana.id,
    threading: { decision: 'continue', reason: 'continued_by_choice' },
  })
  expect(bodiesIn(app, conversation.id)).toEqual(['Hi', 'Hello!'])
})

test('"continue" leaves from the number that the customer last wrote to, unless another one is asked for', async () => {
  const app = await createOffice()
  await receive(app)
  await receive(app, { to: otherNumber })
  expect((await start(app, { ifOpen: 'continue' })).message.from).toBe(otherNumber)
  expect((await start(app, { ifOpen: 'continue', from: ourNumber })).message.from).toBe(ourNumber)
})

test('[S4] "continue" is refused where another agent has the claim', async () => {
  const app = await createOffice()
  const { conversationId = 'cnv_' } = await receive(app)
  await claimConversation(app, ben, conversationId)
  await expect(start(app, { ifOpen: 'continue' })).rejects.toEqual(refusal('not_claimer'))
})

test('[S3] "close_and_start" closes the open one, and notes in both point to the other', async () => {
  const app = await createOffice()
  const { conversationId: old = 'cnv_' } = await receive(app, { body: 'Hi' })
  await claimConversation(app, ana, old)
  const { conversation } = await start(app, { ifOpen: 'close_and_start' })
  expect(stored(app, old)).toMatchObject({ state: 'closed', closedAt: app.now })
  expect(stored(app, conversation.id)).toMatchObject({
    state: 'open',
    threading: { decision: 'start', reason: 'closed_and_started_by_choice' },
  })
  expect(bodiesIn(app, conversation.id)).toEqual(['Hello!'])
  expect(app.all('note')).toMatchObject([
    { conversationId: old, link: conversation.id },
    { conversationId: conversation.id, link: old },
  ])
})

test('[S4] "close_and_start" is refused to who may not close the open one', async () => {
  const app = await createOffice()
  const { conversationId = 'cnv_' } = await receive(app)
  await claimConversation(app, ben, conversationId)
  await expect(start(app, { ifOpen: 'close_and_start' })).rejects.toEqual(refusal('forbidden'))
})

test('with nothing open either choice starts a conversation, without notes', async () => {
  for (const ifOpen of ['continue', 'close_and_start'] as const) {
    const app = await createOffice()
    await start(app, { ifOpen })
    expect(app.all('conversation')).toMatchObject([{ threading: { reason: 'started_by_us' } }])
    expect(app.all('note')).toEqual([])
  }
})

test('[S3] of fifty programs that start at once one does, the others are told of the conversation', async () => {
  const app = await createOffice()
  const starts = Array.from({ length: 50 }, () => startConversation(app, program, request()))
  const results = await Promise.allSettled(starts)
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  const [conversation] = app.all('conversation')
  expect(app.all('conversation')).toHaveLength(1)
  expect(refused).toEqual(
    Array(49).fill(refusal('open_conversation_exists', { conversation_id: conversation?.id })),
  )
})

test('[S3] the subject is in no text to the customer', async () => {
  const app = await createOffice()
  const { conversation } = await start(app, { subject: 'Angry about order 17' })
  expect(stored(app, conversation.id).subject).toBe('Angry about order 17')
  for (const { workspace, id } of app.all('message'))
    await sendPart(app, { workspace, messageId: id, index: 0 })
  expect(app.sent).toMatchObject([{ to: customer, body: 'Hello!' }])
  expect(JSON.stringify(app.sent)).not.toContain('Angry')
})

test('[S2] the number is the one asked for by id or address, else one of the agent', async () => {
  const app = await createOffice()
  const number = (id: `num_${string}`, address: string, users: (typeof ana.id | typeof ben.id)[]) =>
    newNumber({ workspace, id, address, users, country: 'US', state: 'active', createdAt: 1 })
  await app.commit(
    number('num_of_ben', '+12065550102', [ben.id]),
    number('num_of_ana', '+12065550103', [ana.id]),
  )
  const from = async (change: Partial<StartRequest>, who = ana) =>
    (await start(app, { ...change, ifOpen: 'close_and_start' }, who)).message.from
  expect(await from({ from: 'num_other' })).toBe(otherNumber)
  expect(await from({ from: '+12065550103' })).toBe('+12065550103')
  expect(await from({})).toBe(ourNumber)
  await expect(from({ from: 'num_of_ben' })).rejects.toEqual(refusal('not_number_user'))
  await expect(from({ from: 'num_none' })).rejects.toEqual(refusal('validation_failed'))
  const [stored] = app.all('agent')
  if (stored) await app.commit({ ...stored, defaultNumberId: 'num_of_ana' })
  expect(await from({})).toBe('+12065550103')
})

test('[S2] an admin sends from every number', async () => {
  const app = await createOffice()
  const facts = { workspace, id: 'num_ben', address: '+12065550102', country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, state: 'active', users: [ben.id] }))
  const { message } = await startConversation(app, admin, request({ from: 'num_ben' }))
  expect(message.from).toBe('+12065550102')
})

test('a contact is texted on its first mobile phone', async () => {
  const app = await createOffice()
  const phones = [
    { phone: '+12065550177', type: 'work' as const },
    { phone: customer, type: 'mobile' as const },
  ]
  const contact = await createContact(app, ana, facts({ phones }))
  const { conversation } = await start(app, { to: undefined, contactId: contact.id })
  expect(conversation).toMatchObject({ phone: customer, contactId: contact.id })
})

test('a contact that was merged is texted as the one it was merged into', async () => {
  const app = await createOffice()
  const target = await createContact(app, ana, facts())
  const source = await createContact(app, ana, facts({ phones: [] }))
  await mergeContacts(app, ana, target.id, source.id)
  const { conversation } = await start(app, { to: undefined, contactId: source.id })
  expect(conversation).toMatchObject({ phone: customer, contactId: target.id })
})

test.each([
  [{ contactId: 'con_nobody' }, 'not_found'],
  [{ to: undefined }, 'invalid_phone_number'],
  [{ to: 'Ada' }, 'invalid_phone_number'],
  [{ to: '+442071838750' }, 'country_not_enabled'],
] as const)('a text to %o is refused with %s', async (change, code) => {
  const app = await createOffice()
  await expect(start(app, change)).rejects.toEqual(refusal(code))
  expect(app.all('conversation')).toEqual([])
})

test('a phone that is named with a contact is one of theirs', async () => {
  const app = await createOffice()
  const contact = await createContact(app, ana, facts())
  const elsewhere = start(app, { to: '+12065550188', contactId: contact.id })
  await expect(elsewhere).rejects.toEqual(refusal('validation_failed'))
  expect((await start(app, { contactId: contact.id })).conversation.contactId).toBe(contact.id)
})

test('[S3] a single text belongs to no conversation, and leaves the open one as it is', async () => {
  const app = await createOffice()
  const { conversationId } = await receive(app)
  const open = stored(app, conversationId)
  const message = await sendSingle(app, program, { to: customer, body: 'Your order left.', origin: 'case' })
  expect(message).toMatchObject({ origin: 'case', status: 'queued', from: ourNumber })
  expect(message.conversationId).toBeUndefined()
  expect(stored(app, conversationId)).toEqual(open)
})

test('a single text of an agent is an agent’s, so that it may leave a number that sends nothing else', async () => {
  const app = await createOffice()
  for (const number of app.all('number')) await app.commit({ ...number, agentSendOnly: true })
  expect(await sendSingle(app, cleo, { to: customer, body: 'Hi' })).toMatchObject({ origin: 'agent' })
  await expect(sendSingle(app, program, { to: customer, body: 'Hi' })).rejects.toEqual(
    refusal('agent_send_only'),
  )
})

test('a reply to a single text is in a conversation with the contact of the phone', async () => {
  const app = await createOffice()
  const contact = await createContact(app, ana, facts())
  await sendSingle(app, program, { contactId: contact.id, body: 'Your order left.' })
  const reply = await receive(app)
  expect(conversationOf(app, reply)).toMatchObject({ contactId: contact.id })
  expect(bodiesIn(app, conversationOf(app, reply).id)).toEqual(['Your order left.', reply.body])
})

test('[S4] a program that only sends closes nothing, also not to start anew', async () => {
  const app = await createOffice()
  await receive(app)
  const sender = { kind: 'program', workspace, id: 'shop', scopes: ['send'] } as const
  await expect(start(app, { ifOpen: 'close_and_start' }, sender)).rejects.toEqual(refusal('forbidden'))
  expect(await start(app, { ifOpen: 'continue' }, sender)).toMatchObject({ message: { sentBy: 'shop' } })
})
