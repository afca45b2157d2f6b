import { expect, test } from 'vitest'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { resendMessage } from '#domain/outbound/resend-message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { createOffice, customer, startTalk, stored } from '../../support/after-hours-office.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { ana, ben, program } from '../../support/people.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const leave = async (app: FakeApp) => {
  await publishChanges(app, app.changes.splice(0))
  await drainQueue(app)
}

/** A reply of Ana's that the carrier refused. */
const createFailed = async () => {
  const app = createFakeApp()
  const talk = await startTalk(app)
  await leave(app)
  app.answer = () => ({ outcome: 'refused', code: 'invalid_phone_number', detail: 'No such phone.' })
  const failed = await sendMessage(app, ana, talk.id, { body: 'Hello', metadata: { order: '7' } })
  await leave(app)
  expect(stored(app, failed.id).status).toBe('failed')
  app.answer = () => ({ outcome: 'accepted', carrierMessageId: 'c' })
  return { app, talk, failed }
}

test('a text that failed goes out again as a new message; each of the two names the other', async () => {
  const { app, talk, failed } = await createFailed()
  const again = await resendMessage(app, ana, failed.id)
  expect(again).toMatchObject({
    ...{ body: 'Hello', status: 'queued', resendOf: failed.id, conversationId: talk.id },
    ...{ origin: 'agent', sentBy: ana.id, metadata: { order: '7' } },
  })
  expect(again.id > failed.id).toBe(true)
  await leave(app)
  expect(stored(app, again.id).status).toBe('sent')
  expect(stored(app, failed.id)).toMatchObject({ status: 'failed', resentAs: again.id })
  expect(app.all('conversation')[0]?.lastMessage?.id).toBe(again.id)
})

test('pressed again, or by two at once, it goes out once', async () => {
  const { app, failed } = await createFailed()
  const both = await Promise.allSettled([1, 2, 3].map(() => resendMessage(app, ana, failed.id)))
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { resentAs } = stored(app, failed.id)
  await expect(resendMessage(app, ana, failed.id)).rejects.toMatchObject({
    code: 'already_resent',
    extra: { resent_as: resentAs },
  })
  app.sent.length = 0
  await leave(app)
  expect(app.sent).toHaveLength(1)
})

test('a new message that fails, too, can be sent again in its turn', async () => {
  const { app, failed } = await createFailed()
  app.answer = () => ({ outcome: 'refused', code: 'invalid_phone_number', detail: 'No such phone.' })
  const second = await resendMessage(app, ana, failed.id)
  await leave(app)
  expect(await resendMessage(app, ana, second.id)).toMatchObject({ resendOf: second.id })
})

test('only the claimer sends a text of a conversation again', async () => {
  const { app, talk, failed } = await createFailed()
  await expect(resendMessage(app, ben, failed.id)).rejects.toMatchObject({ code: 'not_claimer' })
  await giveUpClaim(app, ana, talk.id)
  await expect(resendMessage(app, ana, failed.id)).rejects.toMatchObject({ code: 'not_claimer' })
  expect(await resendMessage(app, program, failed.id)).toMatchObject({ origin: 'api' })
})

test('nobody goes around a claim with a text that belongs to no conversation', async () => {
  const app = createFakeApp()
  app.answer = () => ({ outcome: 'refused', code: 'invalid_phone_number', detail: 'No such phone.' })
  const single = await sendSingle(app, program, { to: customer, body: 'Notice' })
  await leave(app)
  app.answer = () => ({ outcome: 'accepted', carrierMessageId: 'c' })
  await startTalk(app)
  await expect(resendMessage(app, ben, single.id)).rejects.toMatchObject({ code: 'not_claimer' })
  const again = await resendMessage(app, ana, single.id)
  expect(again.conversationId).toBeUndefined()
  expect(app.all('thread')[0]?.unanswered.map(({ messageId }) => messageId)).toContain(again.id)
})

test('the gate is asked again: whoever opted out gets nothing, and a closed conversation stays closed', async () => {
  const closed = await createFailed()
  await closeConversation(closed.app, ana, closed.talk.id)
  await expect(resendMessage(closed.app, ana, closed.failed.id)).rejects.toMatchObject({
    code: 'conversation_closed',
  })
  const { app, failed } = await createFailed()
  await recordConsent(app, ana, { phone: customer, action: 'opt_out', reason: 'by phone' })
  await expect(resendMessage(app, ana, failed.id)).rejects.toMatchObject({ code: 'recipient_opted_out' })
  expect(stored(app, failed.id).resentAs).toBeUndefined()
})

test('a campaign stays one, and what Parley says by itself is not said again', async () => {
  const app = await createOffice({ number: { hoursPolicy: 'off' } })
  const fail = async (message: OutboundMessage) => {
    await app.commit({ ...stored(app, message.id), status: 'undelivered' })
    return message.id
  }
  const campaign = await sendSingle(app, program, { to: customer, body: 'Sale', origin: 'campaign' })
  expect(await resendMessage(app, ana, await fail(campaign))).toMatchObject({ origin: 'campaign' })
  await startTalk(app, '+12065550177')
  const welcome = app.all('message').find(({ origin }) => origin === 'welcome') as OutboundMessage
  await expect(resendMessage(app, program, await fail(welcome))).rejects.toMatchObject({
    code: 'outcome_not_open',
  })
  expect(welcome.workspace).toBe(workspace)
})

test('a program that only sends sends its own text again, and nothing of others', async () => {
  const { app, failed } = await createFailed()
  const sender = { ...program, scopes: ['send'] as const }
  await expect(resendMessage(app, sender, failed.id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await resendMessage(app, program, failed.id)).toMatchObject({ resendOf: failed.id })
  const own = await sendSingle(app, sender, { to: '+12065550188', body: 'Your code is 4711' })
  await app.commit({ ...stored(app, own.id), status: 'failed' })
  expect(await resendMessage(app, sender, own.id)).toMatchObject({ resendOf: own.id })
})
