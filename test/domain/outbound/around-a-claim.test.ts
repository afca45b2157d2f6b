import { expect, test } from 'vitest'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { type SingleRequest, sendSingle } from '#domain/outbound/send-single.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { releaseMessages } from '#domain/scheduled/release-messages.ts'
import {
  admin,
  ana,
  ben,
  bodiesIn,
  createOffice,
  customer,
  otherNumber,
  program,
  receive,
  refusal,
  stored,
} from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const createTalk = async (claimer?: typeof ana) => {
  const app = await createOffice()
  const { conversationId: id = 'cnv_' } = await receive(app, { body: 'Hi' })
  if (claimer) await claimConversation(app, claimer, id)
  return { app, id }
}

const single = (app: FakeApp, who: Parameters<typeof sendSingle>[1], change: Partial<SingleRequest> = {}) =>
  sendSingle(app, who, { to: customer, body: 'Hello!', ...change })

test.each([
  ['an agent', ben],
  ['an admin', admin],
])('[S4] %s cannot text a customer whose conversation another agent has claimed', async (_, who) => {
  const { app, id } = await createTalk(ana)
  const extra = { claimed_by: ana.id, conversation_id: id }
  await expect(single(app, who)).rejects.toEqual(refusal('not_claimer', extra))
  await expect(single(app, who, { origin: 'campaign' })).rejects.toEqual(refusal('not_claimer', extra))
  await expect(sendMessage(app, who, id, { body: 'Hello!' })).rejects.toEqual(refusal('not_claimer', extra))
  expect(bodiesIn(app, id)).toEqual(['Hi'])
  expect(await receive(app)).toMatchObject({ conversationId: id, threading: { decision: 'append' } })
  expect(stored(app, id).claimedBy).toBe(ana.id)
})

test('[S4] an own text of the claimer goes into the conversation', async () => {
  const { app, id } = await createTalk(ana)
  expect(await single(app, ana)).toMatchObject({ conversationId: id, origin: 'agent' })
  expect(await receive(app)).toMatchObject({ conversationId: id })
  expect(stored(app, id)).toMatchObject({ state: 'open', claimedBy: ana.id })
})

test('[S4] an own text of an agent claims what nobody has claimed', async () => {
  const { app, id } = await createTalk()
  expect(await single(app, ben, { metadata: { order: '17' } })).toMatchObject({ conversationId: id })
  expect(stored(app, id)).toMatchObject({ claimedBy: ben.id, lastMessage: { preview: 'Hello!' } })
  expect(stored(app, id).metadata).toBeUndefined()
})

test('an own text leaves from the number that the customer last wrote to, unless another one is asked for', async () => {
  const { app } = await createTalk(ana)
  await receive(app, { to: otherNumber })
  expect((await single(app, ana)).from).toBe(otherNumber)
  expect((await single(app, ana, { from: 'num_main' })).numberId).toBe('num_main')
})

test('a campaign of the claimer, and any text of a program, stays outside conversations', async () => {
  const { app, id } = await createTalk(ana)
  expect((await single(app, ana, { origin: 'campaign' })).conversationId).toBeUndefined()
  expect((await single(app, program)).conversationId).toBeUndefined()
  expect(bodiesIn(app, id)).toEqual(['Hi'])
})

test('a claim binds within its number where each number has conversations of its own', async () => {
  const app = await createOffice({ settings: { threadScope: 'customer_and_number' } })
  const { conversationId = 'cnv_' } = await receive(app)
  await claimConversation(app, ana, conversationId)
  expect((await single(app, ben, { from: otherNumber })).conversationId).toBeUndefined()
  await expect(single(app, ben)).rejects.toEqual(refusal('not_claimer'))
})

test('[S4] a text that an agent scheduled does not leave past a claim that was made meanwhile', async () => {
  const app = await createOffice()
  const sendAt = app.now + 60_000
  const held = await single(app, ben, { sendAt })
  const { conversationId = 'cnv_' } = await receive(app)
  await claimConversation(app, ana, conversationId)
  app.advance(60_000)
  await releaseMessages(app, { workspace, numberId: 'num_main', until: sendAt, limit: 10 })
  const message = app.all('message').find(({ id }) => id === held.id)
  expect(message).toMatchObject({ status: 'blocked', gate: { reason: 'not_claimer' } })
})

const createNumberOfAna = async () => {
  const app = await createOffice()
  const facts = { workspace, id: 'num_ana', address: '+12065550103', country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, state: 'active', users: [ana.id] }))
  const { conversationId: id = 'cnv_' } = await receive(app, { to: facts.address })
  return { app, id }
}

test('[S2] a number with users is answered from by them and by admins only', async () => {
  const { app, id } = await createNumberOfAna()
  await expect(claimConversation(app, ben, id)).rejects.toEqual(refusal('not_number_user'))
  await expect(single(app, ben)).rejects.toEqual(refusal('not_number_user'))
  await claimConversation(app, ana, id)
  expect(await sendMessage(app, ana, id, { body: 'Hello!' })).toMatchObject({ numberId: 'num_ana' })
  await giveUpClaim(app, ana, id)
  await claimConversation(app, admin, id)
  expect(await sendMessage(app, admin, id, { body: 'Hello!' })).toMatchObject({ numberId: 'num_ana' })
})

test('[S2] a claimer whom the number is taken from replies from it no more', async () => {
  const { app, id } = await createTalk(ben)
  const [number] = app.all('number')
  if (number) await app.commit({ ...number, users: [ana.id] })
  await expect(sendMessage(app, ben, id, { body: 'Hello!' })).rejects.toEqual(refusal('not_number_user'))
  const { message } = await startConversation(app, ben, {
    to: customer,
    body: 'Hello!',
    from: otherNumber,
    ifOpen: 'continue',
  })
  expect(message).toMatchObject({ conversationId: id, from: otherNumber })
})

test('[S2] a conversation that opens again is not that of a claimer who could not reply', async () => {
  const { app, id } = await createTalk(ben)
  await closeConversation(app, ben, id)
  const [number] = app.all('number')
  if (number) await app.commit({ ...number, users: [ana.id] })
  expect(await receive(app)).toMatchObject({ conversationId: id, threading: { decision: 'reopen' } })
  expect(stored(app, id).claimedBy).toBeUndefined()
})
