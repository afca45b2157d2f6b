import { expect, test } from 'vitest'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { type Reaction, withReaction } from '#domain/messages/reaction.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import {
  ana,
  conversationOf,
  createOffice,
  customer,
  program,
  receive,
  stored,
} from '../../support/conversing.ts'
import { type FakeApp, ourNumber } from '../../support/fake-app.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const campaign = 'Sale today. Reply STOP to opt out'

/** A conversation that Ana has claimed, in which she has written. */
const talk = async (body = 'See you at 9') => {
  const app = await createOffice()
  const { id } = conversationOf(app, await receive(app, { body: 'Hi' }))
  await claimConversation(app, ana, id)
  const sent = await sendMessage(app, ana, id, { body, format: 'text' })
  await leave(app)
  return { app, id, sent }
}

/** What was written is published, and what is queued goes to the carrier. */
const leave = async (app: FakeApp) => {
  await publishChanges(app, app.changes.splice(0))
  await drainQueue(app)
  app.changes.length = 0
  app.published.length = 0
}

const ours = (app: FakeApp, id: string): OutboundMessage => {
  const found = app.all('message').find((message) => message.id === id)
  if (found?.direction !== 'outbound') throw new Error('There is no such text')
  return found
}

test('a reaction is kept on its message and in the timeline, and changes nothing else', async () => {
  const { app, id, sent } = await talk()
  const before = stored(app, id)
  const thread = app.all('thread')
  const text = await receive(app, { body: 'Liked “See you at 9”' })
  expect(ours(app, sent.id).reactions).toEqual([{ emoji: '👍', by: customer, at: text.at }])
  expect(text).toMatchObject({
    body: 'Liked “See you at 9”',
    reaction: { messageId: sent.id, emoji: '👍' },
    threading: { decision: 'keep_apart', reason: 'reaction' },
  })
  expect(text.conversationId).toBeUndefined()
  expect(stored(app, id)).toEqual(before)
  expect(app.all('thread')).toEqual(thread)
})

test('other programs hear of the reaction, and of no text', async () => {
  const { app, id, sent } = await talk()
  await receive(app, { body: '👍 to “See you at 9”' })
  await publishChanges(app, app.changes.splice(0))
  expect(app.published).toMatchObject([
    {
      type: 'message.reacted',
      by: { kind: 'customer' },
      data: { messageId: sent.id, conversationId: id, emoji: '👍', removed: false },
    },
  ])
})

test('taking it away takes it away, a newer one replaces it', async () => {
  const { app, sent } = await talk()
  await receive(app, { body: 'Liked “See you at 9”' })
  await receive(app, { body: 'Loved “See you at 9”' })
  expect(ours(app, sent.id).reactions).toMatchObject([{ emoji: '❤️' }])
  await receive(app, { body: 'Removed a heart from “See you at 9”' })
  expect(ours(app, sent.id).reactions).toMatchObject([{ emoji: '❤️', removed: true }])
})

test('a reaction that is delivered again, or taken up after a crash, is one', async () => {
  const { app, sent } = await talk()
  const text: CarrierInbound = {
    ...{ carrier: 'aws', carrierMessageId: 'twice', from: customer, to: ourNumber },
    ...{ body: 'Liked “See you at 9”', at: app.now },
  }
  const { commit } = app
  app.commit = async (...changes) => {
    if (changes.some((change) => 'kind' in change && change.kind === 'message'))
      throw new Error('The function died')
    return commit(...changes)
  }
  await expect(receiveMessage(app, text)).rejects.toThrow('The function died')
  app.commit = commit
  const { version } = ours(app, sent.id)
  for (const _ of [1, 2, 3]) await receiveMessage(app, text)
  expect(ours(app, sent.id)).toMatchObject({ version: version + 1, reactions: [{ emoji: '👍' }] })
  expect(app.all('message').filter((m) => m.direction === 'inbound' && m.reaction)).toHaveLength(1)
})

test('a reaction to a campaign leaves the running conversation alone, and the campaign unanswered', async () => {
  const { app, id } = await talk()
  app.advance(1000)
  const sent = await sendSingle(app, program, { to: customer, body: campaign, origin: 'campaign' })
  await leave(app)
  const text = await receive(app, { body: `Loved “${campaign}”` })
  expect(text.reaction?.messageId).toBe(sent.id)
  expect(stored(app, id)).toMatchObject({ state: 'open', claimedBy: ana.id })
  expect(stored(app, id).consentReview).toBeUndefined()
  expect(app.all('thread')[0]?.unanswered).toMatchObject([{ messageId: sent.id }])
  const answer = await receive(app, { body: 'Is it still on?' })
  expect(answer.threading.reason).toBe('reply_to_last_outbound')
})

test.each([
  'Liked “See you at 9”',
  'Removed a like from “See you at 9”',
  'Liked an image',
  'Loved “never sent”',
])('"%s" does not reopen what is closed', async (body) => {
  const { app, id } = await talk()
  await closeConversation(app, ana, id)
  await receive(app, { body })
  expect(stored(app, id).state).toBe('closed')
  expect(app.all('conversation')).toHaveLength(1)
})

test('a long text is found by its beginning, the newest of those that begin so', async () => {
  const long = `We will be there between nine and ten. ${'Please keep the dog inside. '.repeat(5)}`.trim()
  const { app, sent } = await talk(long)
  await receive(app, { body: `👍 to “${long.slice(0, 40)}…”` })
  expect(ours(app, sent.id).reactions).toHaveLength(1)
})

test('the very words come before a newer text that begins with them', async () => {
  const { app, id, sent } = await talk('Ok')
  app.advance(1000)
  const later = await sendMessage(app, ana, id, { body: 'Ok, see you then', format: 'text' })
  await leave(app)
  await receive(app, { body: 'Liked “Ok”' })
  expect(ours(app, sent.id).reactions).toHaveLength(1)
  await receive(app, { body: 'Liked “Ok, see…”' })
  expect(ours(app, later.id).reactions).toHaveLength(1)
})

test('marks and blanks of the quotation do not matter', async () => {
  const { app, sent } = await talk('Don’t park\n\nin the yard: "private"')
  await receive(app, { body: "Liked “Don't park in the yard: ”private””" })
  expect(ours(app, sent.id).reactions).toHaveLength(1)
})

test('a reaction to nothing that is known stands among the messages of the open conversation, and is not unread', async () => {
  const { app, id } = await talk()
  const before = stored(app, id)
  const text = await receive(app, { body: 'Loved “Visit at 9. Reply STOP to opt out”' })
  expect(text).toMatchObject({ conversationId: id, threading: { reason: 'conversation_open' } })
  expect(text.reaction).toBeUndefined()
  const { span, version } = stored(app, id)
  expect(span.last > before.span.last).toBe(true)
  expect(stored(app, id)).toEqual({ ...before, span, version })
})

test('whoever begins with a reaction is neither welcomed nor given a conversation', async () => {
  const app = await createOffice()
  await receive(app, { body: 'Liked an image' })
  expect(app.all('message')).toMatchObject([{ threading: { reason: 'reaction_alone' } }])
  expect(app.all('conversation')).toEqual([])
  await receive(app, { body: 'Hello' })
  expect(app.all('contact')).toHaveLength(1)
  expect(app.all('message').map(({ origin }) => origin)).toEqual(['customer', 'customer', 'welcome'])
})

test('words of people that only look like a reaction are an ordinary text', async () => {
  const { app, id } = await talk()
  const text = await receive(app, { body: 'Me gusta "el azul"' })
  expect(text.conversationId).toBe(id)
  expect(stored(app, id).lastMessage?.id).toBe(text.id)
})

test('a text that never left, or left from another number, was not what the phone showed', async () => {
  const { app, sent } = await talk()
  const message = ours(app, sent.id)
  await app.commit({ ...message, status: 'canceled' })
  const text = await receive(app, { body: 'Liked “See you at 9”' })
  expect(text.reaction).toBeUndefined()
})

const reaction = (emoji: string, at: number, removed?: true): Reaction => ({
  ...{ emoji, by: customer, at },
  ...(removed && { removed }),
})

test('reactions count in the order in which they were made, however the carrier brings them', () => {
  const made = [reaction('👍', 1), reaction('👍', 2, true)]
  const shown = (order: Reaction[]) => order.reduce<Reaction[]>(withReaction, [])
  expect(shown(made)).toEqual([made[1]])
  expect(shown(made.toReversed())).toEqual([made[1]])
  expect(shown([reaction('❤️', 1), reaction('👍', 2, true)])).toEqual([reaction('❤️', 1)])
  expect(shown([reaction('❤️', 1), reaction('❤', 2, true)])).toEqual([reaction('❤', 2, true)])
})
