import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { newConversation } from '#domain/conversations/conversation.ts'
import { loadReadMarks } from '#domain/conversations/load-read-marks.ts'
import { markRead, markUnread } from '#domain/conversations/mark-read.ts'
import { isNew, isUnread, type ReadMarks, withLook, withUnread } from '#domain/conversations/read-marks.ts'
import { entryOrder, type WorkspaceId } from '#domain/ids.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { ana, ben, createOffice, program, receive, stored } from '../../support/conversing.ts'
import { itemSize } from '../../support/item-size.ts'

const createTalk = async () => {
  const app = await createOffice()
  const { conversationId: id = 'cnv_' } = await receive(app)
  const marksOf = (who: Principal) => loadReadMarks(app, who)
  const unread = async (who: Principal) => isUnread(stored(app, id), await marksOf(who))
  const forBoth = async () => [await unread(ana), await unread(ben)]
  return { app, id, marksOf, unread, forBoth }
}

test('a text is unread for each agent until they look, and again when the customer writes', async () => {
  const { app, id, forBoth } = await createTalk()
  expect(await forBoth()).toEqual([true, true])
  const { conversation, marks } = await markRead(app, ana, id)
  expect(isUnread(conversation, marks)).toBe(false)
  expect(await forBoth()).toEqual([false, true])
  await receive(app)
  expect(await forBoth()).toEqual([true, true])
})

test('what the claimer has answered is read, for everybody', async () => {
  const { app, id, forBoth } = await createTalk()
  await claimConversation(app, ana, id)
  await sendMessage(app, ana, id, { body: 'Hello!' })
  expect(await forBoth()).toEqual([false, false])
  await receive(app)
  expect(await forBoth()).toEqual([true, true])
})

test('what a program has answered is no longer new, but unread until somebody looks', async () => {
  const { app, id, forBoth, marksOf } = await createTalk()
  expect(isNew(stored(app, id), await marksOf(ana))).toBe(true)
  await sendMessage(app, program, id, { body: 'We are looking into it.' })
  expect(await forBoth()).toEqual([true, true])
  expect(isNew(stored(app, id), await marksOf(ana))).toBe(false)
})

test('a look at an earlier version hides no newer text, and takes no later look back', async () => {
  const { app, id, unread } = await createTalk()
  const { version } = stored(app, id)
  await receive(app)
  await markRead(app, ana, id, version)
  expect(await unread(ana)).toBe(true)
  await markRead(app, ana, id)
  await markRead(app, ana, id, version)
  expect(await unread(ana)).toBe(false)
})

test('a look at a version that is still to come hides nothing', async () => {
  const { app, id, unread } = await createTalk()
  await markRead(app, ana, id, 1_000)
  await receive(app)
  expect(await unread(ana)).toBe(true)
})

test('a text that arrives late is unread, too', async () => {
  const { app, id, unread } = await createTalk()
  await markRead(app, ana, id)
  await receive(app, { at: app.now - 60_000 })
  expect(await unread(ana)).toBe(true)
})

test('what an agent marks unread stays so for them until they look', async () => {
  const { app, id, forBoth } = await createTalk()
  await claimConversation(app, ana, id)
  await sendMessage(app, ana, id, { body: 'Hello!' })
  await markUnread(app, ana, id)
  expect(await forBoth()).toEqual([true, false])
  await markRead(app, ana, id)
  expect(await forBoth()).toEqual([false, false])
})

test('what an agent marks unread is read once somebody writes to the customer', async () => {
  const { app, id, unread } = await createTalk()
  await claimConversation(app, ana, id)
  await markUnread(app, ana, id)
  app.advance(1000)
  await sendMessage(app, ana, id, { body: 'Hello!' })
  expect(await unread(ana)).toBe(false)
})

test('a program reads nothing, and nothing is stored of it', async () => {
  const { app, id, unread } = await createTalk()
  await markRead(app, program, id)
  await markUnread(app, program, id)
  expect(app.all('read_marks')).toEqual([])
  expect(await unread(program)).toBe(false)
})

test('a look writes nothing of the conversation, and nothing at all where nothing is unread', async () => {
  const { app, id } = await createTalk()
  const before = stored(app, id)
  await markRead(app, ana, id)
  const writes = app.changes.length
  await markRead(app, ana, id)
  expect(stored(app, id)).toEqual(before)
  expect(app.changes).toHaveLength(writes)
})

test('of looks and texts at the same time none is lost', async () => {
  const { app, id, unread } = await createTalk()
  for (let i = 0; i < 10; i++) {
    await Promise.all([
      markRead(app, ana, id),
      markRead(app, ben, id),
      receive(app),
      markUnread(app, ben, id),
    ])
    await markRead(app, ana, id)
    expect(await unread(ana)).toBe(false)
    await receive(app)
    expect(await unread(ana)).toBe(true)
  }
})

const longWorkspace: WorkspaceId = 'wks_a0123456789'

const conversationNumber = (i: number) => {
  const random = (length: number) => String(i).padStart(length, '0')
  const id = `cnv_${entryOrder(i, i, random)}${random(14)}` as const
  const threading = { decision: 'start', reason: 'no_conversation_before', at: i } as const
  const facts = { workspace: longWorkspace, phone: '+12065550123', numberId: 'num_main' } as const
  const contact = { contactId: 'con_1', openedAt: i, threading } as const
  return newConversation({ ...facts, ...contact, id, lastInboundAt: i, unreadFrom: 40_000 })
}

const none: ReadMarks = {
  kind: 'read_marks',
  workspace: longWorkspace,
  agentId: 'agt_0123456789abcdef0123456789abcdef',
  seen: [],
  unread: [],
  version: 1_000_000,
}

const many = Array.from({ length: 100 }, (_, i) => conversationNumber(i))

test('however much an agent has looked at, a mark is one write unit', () => {
  const looked = many.reduce((marks, conversation) => withLook(marks, conversation, 40_000), none)
  const marks = many.reduce((all, one) => withUnread(all, one, Date.parse('2026-11-23')), looked)
  const keys = { pk: `${marks.workspace}#agent#${marks.agentId}`, sk: 'read_marks' }
  expect(itemSize({ ...marks, ...keys })).toBeLessThanOrEqual(1024)
  expect(marks.seen).toHaveLength(40)
  expect(marks.unread).toHaveLength(10)
})

test('a look is forgotten after forty others, and the oldest first', () => {
  const marks = many.reduce((all, conversation) => withLook(all, conversation, 40_000), none)
  const read = many.filter((conversation) => !isUnread(conversation, marks))
  expect(read).toEqual(many.slice(-40))
})
