import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { AgentId } from '#domain/ids.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { updateOutbound } from '#domain/outbound/record-outcome.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import {
  admin,
  ana,
  bodiesIn,
  conversationOf,
  createOffice,
  customer,
  otherNumber,
  program,
  receive,
  stored,
} from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute

const campaign = async (app: FakeApp, body: string, origin: 'api' | 'campaign' | 'case' = 'campaign') => {
  app.advance(minute)
  return sendSingle(app, program, { to: customer, body, origin })
}

/** As the carrier's answer would have it. */
const accepted = (app: FakeApp, { id }: OutboundMessage, carrierMessageId: string) =>
  updateOutbound(app, workspace, id, (message) => ({
    ...message,
    parts: message.parts.map((part) => ({ ...part, carrierMessageId })),
  }))

const openStates = (app: FakeApp) => app.all('conversation').filter(({ state }) => state === 'open')

test('[S3] a text is added to the open conversation, and says why', async () => {
  const app = await createOffice()
  const first = await receive(app)
  const next = await receive(app)
  expect(next.conversationId).toBe(first.conversationId)
  expect(first.threading).toEqual({ decision: 'start', reason: 'no_conversation_before' })
  expect(next.threading).toEqual({ decision: 'append', reason: 'conversation_open' })
  expect(conversationOf(app, next).threading).toMatchObject(first.threading)
})

test.each([
  [431_999, { decision: 'reopen', reason: 'closed_recently' }],
  [432_000, { decision: 'start', reason: 'closed_too_long_ago' }],
  [432_001, { decision: 'start', reason: 'closed_too_long_ago' }],
])('[S3] %i s after it was closed: %o', async (seconds, threading) => {
  const app = await createOffice()
  const first = await receive(app)
  const { id, closedAt = 0 } = await closeConversation(app, admin, first.conversationId ?? 'cnv_')
  app.now = closedAt + 6 * day
  const text = await receive(app, { at: closedAt + seconds * second })
  expect(text.threading).toEqual(threading)
  expect(text.conversationId === id).toBe(threading.decision === 'reopen')
  const told = threading.decision === 'reopen' ? { ...threading, messageId: text.id } : threading
  expect(conversationOf(app, text)).toMatchObject({ state: 'open', threading: told })
  expect(openStates(app)).toHaveLength(1)
})

test.each<[string, AgentId[], AgentId | undefined]>([
  ['keeps its claim while the agent is active', [], 'agt_ana'],
  ['has none where the agent is not', ['agt_ana'], undefined],
])('[S3] a reopened conversation %s', async (_, inactive, claimedBy) => {
  const app = await createOffice({ inactive })
  const { conversationId: id = 'cnv_' } = await receive(app)
  await claimConversation(app, ana, id)
  await closeConversation(app, ana, id)
  await receive(app)
  expect(stored(app, id)).toMatchObject({ state: 'open' })
  expect(stored(app, id).claimedBy).toBe(claimedBy)
})

test.each(['api', 'campaign', 'case'] as const)(
  '[S3] the first reply to a text of %s starts a conversation that begins with it, and closes the open one',
  async (origin) => {
    const app = await createOffice()
    const before = await receive(app, { body: 'Hello?' })
    await campaign(app, 'Sale!', origin)
    const reply = await receive(app, { body: 'Tell me more.' })
    expect(reply.threading).toEqual({ decision: 'start_from_outbound', reason: 'reply_to_last_outbound' })
    expect(conversationOf(app, before)).toMatchObject({ state: 'closed', closedAt: app.now })
    expect(conversationOf(app, reply)).toMatchObject({ state: 'open', threading: reply.threading })
    expect(bodiesIn(app, conversationOf(app, reply).id)).toEqual(['Sale!', 'Tell me more.'])
    expect(app.all('thread')[0]?.unanswered).toEqual([])
  },
)

test('[S3] the second reply is added to the conversation that the first one started', async () => {
  const app = await createOffice()
  await campaign(app, 'Sale!')
  const first = await receive(app)
  const second = await receive(app)
  expect(second).toMatchObject({ conversationId: first.conversationId, threading: { decision: 'append' } })
})

test('[S3] the outbound that the carrier names is answered, else the last one', async () => {
  const app = await createOffice()
  await accepted(app, await campaign(app, 'First!'), 'carrier-1')
  await accepted(app, await campaign(app, 'Second!'), 'carrier-2')
  await accepted(app, await campaign(app, 'Third!'), 'carrier-3')
  const named = await receive(app, { previousCarrierMessageId: 'carrier-1', body: 'One' })
  expect(named.threading).toMatchObject({ reason: 'carrier_names_outbound' })
  expect(bodiesIn(app, conversationOf(app, named).id)).toEqual(['First!', 'One'])
  const other = await receive(app, { body: 'Three' })
  expect(other.threading).toMatchObject({ reason: 'reply_to_last_outbound' })
  expect(bodiesIn(app, conversationOf(app, other).id)).toEqual(['Third!', 'Three'])
  expect(openStates(app)).toHaveLength(1)
})

test('[S3] a reply that the carrier says is to an agent does not answer the campaign', async () => {
  const app = await createOffice()
  const { conversation } = await startConversation(app, ana, { to: customer, body: 'Hello!' })
  await campaign(app, 'Sale!')
  const reply = await receive(app, { previousCarrierMessageId: 'carrier-of-hello' })
  expect(reply).toMatchObject({ conversationId: conversation.id, threading: { decision: 'append' } })
})

test('[S3] what an agent wrote after the campaign is what the customer answers', async () => {
  const app = await createOffice()
  const { conversation } = await startConversation(app, ana, { to: customer, body: 'Hello!' })
  await campaign(app, 'Sale!')
  app.advance(minute)
  await sendMessage(app, ana, conversation.id, { body: 'Still there?' })
  expect(await receive(app)).toMatchObject({ conversationId: conversation.id })
  await closeConversation(app, ana, conversation.id)
  expect(await receive(app)).toMatchObject({
    conversationId: conversation.id,
    threading: { decision: 'reopen', reason: 'closed_recently' },
  })
})

test('[S3] an older campaign is not answered any more once a newer one was', async () => {
  const app = await createOffice()
  await campaign(app, 'First!')
  await campaign(app, 'Second!')
  const reply = await receive(app)
  await closeConversation(app, admin, reply.conversationId ?? 'cnv_')
  expect(await receive(app)).toMatchObject({ conversationId: reply.conversationId })
})

test.each(['held', 'blocked', 'canceled', 'failed'] as const)(
  '[S3] a campaign that is %s was never read, so nothing answers it',
  async (status) => {
    const app = await createOffice()
    const { conversationId } = await receive(app)
    const { id } = await campaign(app, 'Sale!')
    await updateOutbound(app, workspace, id, (message) => ({ ...message, status }))
    expect(await receive(app)).toMatchObject({ conversationId, threading: { decision: 'append' } })
  },
)

test('[S3] a customer has one conversation over all numbers, and replies leave from the one written to last', async () => {
  const app = await createOffice()
  const first = await receive(app)
  const next = await receive(app, { to: otherNumber })
  expect(next.conversationId).toBe(first.conversationId)
  await claimConversation(app, ana, conversationOf(app, next).id)
  const reply = await sendMessage(app, ana, conversationOf(app, next).id, { body: 'Hello!' })
  expect(reply.from).toBe(otherNumber)
})

test('[S3] a text that comes late does not change the number that replies leave from', async () => {
  const app = await createOffice()
  await receive(app)
  const late = await receive(app, { to: otherNumber, at: app.now - minute })
  expect(conversationOf(app, late)).toMatchObject({ numberId: 'num_main' })
})

test('[S4] where numbers are of different teams, a customer has a conversation with each', async () => {
  const app = await createOffice({ settings: { threadScope: 'customer_and_number' } })
  const ours = await receive(app)
  const theirs = await receive(app, { to: otherNumber })
  expect(theirs.conversationId).not.toBe(ours.conversationId)
  expect(await receive(app)).toMatchObject({ conversationId: ours.conversationId })
  expect(await receive(app, { to: otherNumber })).toMatchObject({ conversationId: theirs.conversationId })
  expect(app.all('thread')[0]?.heads).toMatchObject([{ numberId: 'num_main' }, { numberId: 'num_other' }])
  expect(openStates(app)).toHaveLength(2)
})

test('[S4] where numbers are of different teams, a reply starts from the campaign of its number only', async () => {
  const app = await createOffice({ settings: { threadScope: 'customer_and_number' } })
  await sendSingle(app, program, { to: customer, body: 'Sale!', from: otherNumber })
  const ours = await receive(app)
  expect(ours.threading).toMatchObject({ decision: 'start' })
  const theirs = await receive(app, { to: otherNumber })
  expect(theirs.threading).toMatchObject({ decision: 'start_from_outbound' })
  expect(conversationOf(app, ours)).toMatchObject({ state: 'open' })
})

test('what was open on two numbers when customers got one conversation for all is gone on with, one by one', async () => {
  const app = await createOffice({ settings: { threadScope: 'customer_and_number' } })
  const ours = await receive(app)
  const theirs = await receive(app, { to: otherNumber })
  const [settings] = app.all('settings')
  if (settings) await app.commit({ ...settings, threadScope: 'customer' })
  expect(await receive(app)).toMatchObject({ conversationId: theirs.conversationId })
  await closeConversation(app, admin, theirs.conversationId ?? 'cnv_')
  expect(await receive(app)).toMatchObject({ conversationId: ours.conversationId })
  await closeConversation(app, admin, ours.conversationId ?? 'cnv_')
  expect(openStates(app)).toEqual([])
  expect(await receive(app)).toMatchObject({ conversationId: ours.conversationId })
})
