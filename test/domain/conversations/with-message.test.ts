import { expect, test } from 'vitest'
import { conversationKeys } from '#adapters/dynamo/conversation.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import { addTag, editConversation } from '#domain/conversations/edit-conversation.ts'
import { addParticipant } from '#domain/conversations/transfer-conversation.ts'
import type { ConversationId } from '#domain/ids.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { editHeld } from '#domain/scheduled/edit-held.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import { admin, ana, ben, createOffice, program, receive, stored } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { ourNumber } from '../../support/fake-app.ts'
import { itemSize } from '../../support/item-size.ts'

const createTalk = async () => {
  const app = await createOffice()
  const text = await receive(app, { body: 'Hello?' })
  const id = text.conversationId ?? 'cnv_'
  await claimConversation(app, ana, id)
  return { app, id, text, now: () => stored(app, id) }
}

const reply = (app: FakeApp, id: ConversationId, request = {}) =>
  sendMessage(app, ana, id, { body: 'Hi!', ...request })

const inAnHour = (app: FakeApp) => app.now + 60 * 60 * 1000

test('a customer waits from the oldest text that nobody has answered since', async () => {
  const { app, id, text, now } = await createTalk()
  await receive(app)
  expect(now().waitingSince).toBe(text.at)
  await reply(app, id)
  expect(now().waitingSince).toBeUndefined()
  const next = await receive(app)
  await receive(app)
  expect(now().waitingSince).toBe(next.at)
})

test('a text that arrives after its answer, but was written before it, waits for nobody', async () => {
  const { app, id, text, now } = await createTalk()
  await reply(app, id)
  await receive(app, { at: text.at + 1 })
  expect(now().waitingSince).toBeUndefined()
})

test('the first reply is the first answer of a person or a program, not an automatic one', async () => {
  const { app, id, now } = await createTalk()
  expect(app.all('message').some(({ origin }) => origin === 'welcome')).toBe(true)
  expect(now().firstReplyAt).toBeUndefined()
  app.advance(5000)
  const { at } = await sendMessage(app, program, id, { body: 'We are looking into it.' })
  expect(now().firstReplyAt).toBe(at)
  await receive(app)
  await reply(app, id)
  expect(now().firstReplyAt).toBe(at)
})

test('a text of ours that nobody waited for is no reply', async () => {
  const { app, id, now } = await createTalk()
  const { at } = await reply(app, id)
  await reply(app, id)
  expect(now().firstReplyAt).toBe(at)
  expect(now().answered).toBeUndefined()
})

test('a reply that the carrier refuses was none: the customer waits as before', async () => {
  const { app, id, text, now } = await createTalk()
  const { workspace, id: messageId } = await reply(app, id)
  app.answer = () => ({ outcome: 'refused', code: 'invalid_number', detail: 'No such number.' })
  await sendPart(app, { workspace, messageId, index: 0 })
  expect(now()).toMatchObject({ waitingSince: text.at, lastMessage: { id: messageId, status: 'failed' } })
  expect(now().firstReplyAt).toBeUndefined()
})

test('a receipt is told to the conversation where agents must know, and else not', async () => {
  const { app, id, text, now } = await createTalk()
  const { workspace, id: messageId } = await reply(app, id)
  await sendPart(app, { workspace, messageId, index: 0 })
  const sent = now()
  expect(sent.lastMessage).toMatchObject({ id: messageId, status: 'sent' })
  const receipt = { workspace, messageId, index: 0, carrierMessageId: 'c1', at: app.now } as const
  await recordReceipt(app, { ...receipt, status: 'sent' })
  expect(now()).toEqual(sent)
  await recordReceipt(app, { ...receipt, status: 'undelivered' })
  expect(now()).toMatchObject({ waitingSince: text.at, lastMessage: { status: 'undelivered' } })
  await recordReceipt(app, { ...receipt, status: 'delivered' })
  expect(now().lastMessage).toMatchObject({ status: 'sent' })
  expect(now().waitingSince).toBeUndefined()
})

test('what becomes of an earlier text does not change what is shown of the last one', async () => {
  const { app, id, now } = await createTalk()
  const { workspace, id: messageId } = await reply(app, id)
  await receive(app, { body: 'Still there?' })
  app.answer = () => ({ outcome: 'refused', code: 'invalid_number', detail: 'No such number.' })
  await sendPart(app, { workspace, messageId, index: 0 })
  expect(now().lastMessage).toMatchObject({ preview: 'Still there?', status: 'received' })
})

test('texts that wait are counted until they leave or are withdrawn', async () => {
  const { app, id, text, now } = await createTalk()
  const first = await reply(app, id, { sendAt: inAnHour(app) })
  const second = await reply(app, id, { sendAt: inAnHour(app) })
  expect(now()).toMatchObject({ heldCount: 2, lastMessage: { id: text.id }, lastActivityAt: text.at })
  await editHeld(app, ana, second.id, { body: 'Good morning!' })
  expect(now()).toMatchObject({ heldCount: 2, lastMessage: { id: text.id } })
  app.advance(1000)
  await sendHeldNow(app, ana, second.id)
  expect(now()).toMatchObject({
    heldCount: 1,
    lastMessage: { preview: 'Good morning!', status: 'sent', at: app.now },
    lastActivityAt: app.now,
    lastOutboundAt: app.now,
  })
  await cancelHeld(app, ana, first.id)
  expect(now().heldCount).toBeUndefined()
  expect(now().waitingSince).not.toBe(text.at)
})

test('who withdraws the only answer leaves the customer waiting', async () => {
  const { app, id, text, now } = await createTalk()
  const { id: held } = await reply(app, id, { sendAt: inAnHour(app) })
  expect(now().waitingSince).toBeUndefined()
  await cancelHeld(app, ana, held)
  expect(now()).toMatchObject({ waitingSince: text.at, lastMessage: { id: text.id } })
})

test('a claim has its time, through closing and reopening', async () => {
  const { app, id, now } = await createTalk()
  const { claimedAt } = now()
  expect(claimedAt).toBe(app.now)
  app.advance(5000)
  await closeConversation(app, ana, id)
  await reopenConversation(app, ana, id)
  expect(now().claimedAt).toBe(claimedAt)
  await giveUpClaim(app, ana, id)
  // A wait for somebody to claim it goes by when it was claimed last.
  expect(now().claimedBy).toBeUndefined()
  expect(now().claimedAt).toBe(claimedAt)
})

test('the name of the contact and the address of the number stand in the conversation', async () => {
  const { app, id, now } = await createTalk()
  expect(now().numberAddress).toBe(ourNumber)
  await editContact(app, ana, now().contactId, { name: 'Ada Lovelace' })
  expect(now().contactName).toBe('Ada Lovelace')
  await closeConversation(app, ana, id)
  app.advance(6 * 24 * 60 * 60 * 1000)
  expect(stored(app, (await receive(app)).conversationId).contactName).toBe('Ada Lovelace')
  await editContact(app, ana, now().contactId, { name: null })
  expect(app.all('conversation').find(({ state }) => state === 'open')?.contactName).toBeUndefined()
})

test.each([
  ['Latin', 'a', 80],
  ['Chinese', '好', 33],
  ['emoji', '👋', 25],
])('what is shown of a last message in %s is small', async (_, character, shown) => {
  const { app, now } = await createTalk()
  await receive(app, { body: character.repeat(200) })
  expect(now().lastMessage?.preview).toBe(character.repeat(shown))
})

test('the record of an ordinary conversation stays below a kilobyte', async () => {
  const { app, id, now } = await createTalk()
  await editContact(app, ana, now().contactId, { name: 'Adelaide Montgomery' })
  await addParticipant(app, admin, id, ben.id)
  for (const tag of ['order', 'late']) await addTag(app, ana, id, tag)
  await editConversation(app, ana, id, { subject: 'An order that did not arrive in time' })
  await reply(app, id)
  await receive(app, {
    body: 'Hello, I ordered three weeks ago and nothing has come yet. Could you have a look',
  })
  await reply(app, id, { sendAt: inAnHour(app) })
  await receive(app, {
    body: 'Hello, I ordered three weeks ago and nothing has come yet. Could you have a look',
  })
  const conversation = now()
  const longIds = {
    contactId: `con_${'0'.repeat(26)}`,
    numberId: `num_${'0'.repeat(26)}`,
    claimedBy: `agt_${'0'.repeat(32)}`,
    participants: [`agt_${'0'.repeat(32)}`],
  }
  const size = itemSize({ ...conversation, ...conversationKeys(conversation), ...longIds })
  expect(size).toBeLessThan(1024)
})
