import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { listMessages } from '#domain/conversations/list-messages.ts'
import { markRead } from '#domain/conversations/mark-read.ts'
import { readConversation } from '#domain/conversations/read-conversation.ts'
import { readMessage } from '#domain/conversations/read-message.ts'
import { readTimeline } from '#domain/conversations/read-timeline.ts'
import type { ConversationId } from '#domain/ids.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import {
  admin,
  ana,
  ben,
  cleo,
  createOffice,
  customer,
  program,
  receive,
  refusal,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const page = { limit: 50 }

/** A conversation that ana had and closed, its text, and a later one that is open and nobody's. */
const createPast = async () => {
  const app = await createOffice()
  const { conversationId: past = 'cnv_', id: text } = await receive(app, { body: 'The first.' })
  await claimConversation(app, ana, past)
  await closeConversation(app, ana, past)
  return { app, past, text }
}

const later = async (app: FakeApp) => {
  app.advance(6 * 24 * 60 * 60 * 1000)
  const { conversationId = 'cnv_' } = await receive(app, { body: 'The second.' })
  return conversationId
}

const said = async (app: FakeApp, who: Principal, id: ConversationId) =>
  (await readTimeline(app, who, id, page)).records.flatMap(({ entry }) =>
    entry.kind === 'message' && entry.direction === 'inbound' ? entry.body : [],
  )

test.each([
  ['its messages', (app, who, { past }) => listMessages(app, who, past, page)],
  ['itself', (app, who, { past }) => readConversation(app, who, past)],
  ['its timeline', (app, who, { past }) => readTimeline(app, who, past, page)],
  ['one of its messages', (app, who, { text }) => readMessage(app, who, text)],
  ['it by a mark', (app, who, { past }) => markRead(app, who, past)],
] as [
  string,
  (app: FakeApp, who: Principal, ids: Awaited<ReturnType<typeof createPast>>) => Promise<unknown>,
][])('[S4] of a closed conversation only who had a part, admins and programs read %s', async (_, read) => {
  const made = await createPast()
  await expect(read(made.app, ben, made)).rejects.toEqual(refusal('forbidden'))
  for (const who of [ana, admin, program]) await expect(read(made.app, who, made)).resolves.toBeDefined()
})

test('an agent finds no messages of closed conversations of others', async () => {
  const { app } = await createPast()
  await receive(app, { from: '+12065550188', body: 'Open.' })
  const found = async (who: Principal) =>
    (await findMessages(app, who, { direction: 'inbound', ...page })).records.map(({ body }) => body)
  expect(await found(ben)).toEqual(['Open.'])
  expect(await found(ana)).toEqual(['Open.', 'The first.'])
  expect(await found(program)).toEqual(['Open.', 'The first.'])
})

test('[S1] whoever may take or has a conversation sees all that was ever said with its phone', async () => {
  const { app } = await createPast()
  const now = await later(app)
  expect(await said(app, ben, now)).toEqual(['The second.', 'The first.'])
  await claimConversation(app, ben, now)
  expect(await said(app, ben, now)).toEqual(['The second.', 'The first.'])
})

test("[S4] of another agent's conversation one sees nothing that is closed", async () => {
  const { app } = await createPast()
  const now = await later(app)
  await claimConversation(app, ben, now)
  await sendSingle(app, program, { to: customer, body: 'A notice.' })
  expect(await said(app, cleo, now)).toEqual(['The second.'])
  const { records } = await readTimeline(app, cleo, now, page)
  expect(records.some(({ entry }) => entry.body === 'A notice.')).toBe(true)
  expect(await said(app, ana, now)).toEqual(['The second.', 'The first.'])
  expect(await said(app, admin, now)).toEqual(['The second.', 'The first.'])
})

test('a program that only sends reads what it sent, and nothing else', async () => {
  const { app, text } = await createPast()
  const sender: Principal = { ...program, kind: 'program', scopes: ['send'] }
  const own = await sendSingle(app, sender, { to: customer, body: 'A notice.' })
  const others = await sendSingle(app, ana, { to: customer, body: 'Hello!' })
  expect(await readMessage(app, sender, own.id)).toMatchObject({ body: 'A notice.' })
  await expect(readMessage(app, sender, others.id)).rejects.toEqual(refusal('forbidden'))
  await expect(readMessage(app, sender, text)).rejects.toEqual(refusal('forbidden'))
})
