import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { editHeld } from '#domain/scheduled/edit-held.ts'
import { releaseMessages } from '#domain/scheduled/release-messages.ts'
import { ana, createOffice, customer, receive, refusal, stored } from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const hour = 60 * 60 * 1000

/** A conversation of ana's, in which a reminder waits for an hour. */
const createTalk = async () => {
  const app = await createOffice()
  const { conversationId: id = 'cnv_' } = await receive(app)
  await claimConversation(app, ana, id)
  const sendAt = app.now + hour
  const reminder = await sendMessage(app, ana, id, { body: 'Pick-up is at six.', sendAt })
  return { app, id, reminder, sendAt }
}

const release = async (app: FakeApp, until: number) => {
  app.now = until
  await releaseMessages(app, { workspace, numberId: 'num_main', until, limit: 10 })
}

const message = (app: FakeApp, id: string) => app.all('message').find((one) => one.id === id)

test('who closes a conversation in which texts wait is asked what becomes of them', async () => {
  const { app, id, reminder } = await createTalk()
  const extra = { conversation_id: id, message_ids: [reminder.id] }
  await expect(closeConversation(app, ana, id)).rejects.toEqual(refusal('scheduled_messages', extra))
  expect(stored(app, id).state).toBe('open')
})

test('what is kept leaves at its hour, in the closed conversation', async () => {
  const { app, id, reminder, sendAt } = await createTalk()
  expect(await closeConversation(app, ana, id, { scheduled: 'keep' })).toMatchObject({
    state: 'closed',
    heldCount: 1,
  })
  await release(app, sendAt)
  expect(message(app, reminder.id)).toMatchObject({ status: 'queued', conversationId: id })
  expect(stored(app, id)).toMatchObject({
    state: 'closed',
    lastMessage: { id: reminder.id, status: 'sent', at: sendAt },
    lastActivityAt: sendAt,
  })
  expect(stored(app, id).heldCount).toBeUndefined()
  expect(await receive(app)).toMatchObject({ conversationId: id, threading: { decision: 'reopen' } })
})

test('what is kept can still be changed', async () => {
  const { app, id, reminder, sendAt } = await createTalk()
  await closeConversation(app, ana, id, { scheduled: 'keep' })
  await editHeld(app, ana, reminder.id, { body: 'Pick-up is at seven.' })
  await release(app, sendAt)
  expect(message(app, reminder.id)).toMatchObject({ status: 'queued', body: 'Pick-up is at seven.' })
})

test('what is canceled never leaves', async () => {
  const { app, id, reminder, sendAt } = await createTalk()
  await sendMessage(app, ana, id, { body: 'Soon.' })
  await sendMessage(app, ana, id, { body: 'And in two hours.', sendAt: sendAt + hour })
  await closeConversation(app, ana, id, { scheduled: 'cancel' })
  expect(stored(app, id)).toMatchObject({ state: 'closed', lastMessage: { preview: 'Soon.' } })
  expect(stored(app, id).heldCount).toBeUndefined()
  await release(app, sendAt + hour)
  expect(app.all('message').filter(({ status }) => status === 'canceled')).toHaveLength(2)
  expect(message(app, reminder.id)).toMatchObject({ status: 'canceled', parts: [{ status: 'canceled' }] })
})

test('a text that left while the closer decided is not canceled', async () => {
  const { app, id, reminder, sendAt } = await createTalk()
  await release(app, sendAt)
  await closeConversation(app, ana, id, { scheduled: 'cancel' })
  expect(message(app, reminder.id)?.status).toBe('queued')
})

test('closing to start anew asks the same', async () => {
  const { app, id, reminder } = await createTalk()
  const request = { to: customer, body: 'About your order', ifOpen: 'close_and_start' } as const
  const extra = { conversation_id: id, message_ids: [reminder.id] }
  await expect(startConversation(app, ana, request)).rejects.toEqual(refusal('scheduled_messages', extra))
  await startConversation(app, ana, { ...request, scheduled: 'cancel' })
  expect(stored(app, id).state).toBe('closed')
  expect(message(app, reminder.id)?.status).toBe('canceled')
})

test('a text that waits when the conversation begins is no message of it yet', async () => {
  const app = await createOffice()
  const sendAt = app.now + hour
  const { conversation } = await startConversation(app, ana, { to: customer, body: 'Tomorrow!', sendAt })
  expect(conversation.heldCount).toBe(1)
  expect(conversation.lastMessage).toBeUndefined()
})

test('a text that may not leave at its hour is shown', async () => {
  const { app, id, reminder, sendAt } = await createTalk()
  await receive(app, { body: 'STOP' })
  await release(app, sendAt)
  expect(stored(app, id).lastMessage).toMatchObject({ id: reminder.id, status: 'blocked', at: sendAt })
})
