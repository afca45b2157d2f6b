import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { dismissConversationReview } from '#domain/consents/dismiss-review.ts'
import { listConsents } from '#domain/consents/list-consents.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { createFakeApp, type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'

const phone = '+12065550123'
const ana: Principal = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' }
const crm: Principal = { kind: 'program', workspace, id: 'crm', scopes: ['read', 'send', 'manage'] }

const receive = (app: FakeApp, body: string) =>
  receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: body,
    from: phone,
    to: ourNumber,
    body,
    at: app.now,
  })
const send = (app: FakeApp) => sendSingle(app, crm, { to: phone, body: 'Hi' })
const partOf = (message: { id: `msg_${string}` }) => ({ workspace, messageId: message.id, index: 0 }) as const

test('an opt-out by hand blocks everyone in the workspace, phones never heard of included', async () => {
  const app = createFakeApp()
  await recordConsent(app, ana, { phone: '(206) 555-0123', action: 'opt_out', reason: 'Called us' })
  await expect(send(app)).rejects.toMatchObject({ code: 'recipient_opted_out' })
  expect(app.all('consent_event')).toMatchObject([
    { phone, action: 'opt_out', source: 'agent', by: 'agt_ana', reason: 'Called us' },
  ])
  expect(app.all('message')).toHaveLength(0)
})

test('an opt-in by hand needs its reason', async () => {
  const app = createFakeApp()
  const optIn = { phone, action: 'opt_in' } as const
  await expect(recordConsent(app, crm, { ...optIn, reason: ' ' })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  await recordConsent(app, crm, { phone, action: 'opt_out' })
  app.advance(1)
  await recordConsent(app, crm, { ...optIn, reason: 'Signed form 17' })
  await expect(send(app)).resolves.toMatchObject({ status: 'queued' })
})

test('a program needs the scope, and a number must be there', async () => {
  const app = createFakeApp()
  const optOut = { phone, action: 'opt_out' } as const
  const reader: Principal = { ...crm, scopes: ['read'] }
  await expect(recordConsent(app, reader, optOut)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(recordConsent(app, crm, { ...optOut, numberId: 'num_none' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(recordConsent(app, crm, { ...optOut, phone: 'x' })).rejects.toMatchObject({
    code: 'invalid_phone_number',
  })
})

test('the ledger of a phone is listed newest first, page by page, with what counts now', async () => {
  const app = createFakeApp()
  for (const body of ['STOP', 'START', 'Quit']) {
    app.advance(1000)
    await receive(app, body)
  }
  const first = await listConsents(app, ana, { phone: '206-555-0123', limit: 2 })
  expect(first.records.map(({ received }) => received?.body)).toEqual(['Quit', 'START'])
  expect(first.consents).toMatchObject({ workspace: { state: 'opted_out', at: app.now } })
  const second = await listConsents(app, ana, { phone, limit: 2, cursor: first.nextCursor })
  expect(second.records.map(({ received }) => received?.body)).toEqual(['STOP'])
  expect(second.nextCursor).toBeUndefined()
})

test('an agent decides on what reads like an opt-out', async () => {
  for (const decide of [
    (app: FakeApp, id: `cnv_${string}`) =>
      recordConsent(app, ana, { phone, action: 'opt_out', conversationId: id }),
    (app: FakeApp, id: `cnv_${string}`) => dismissConversationReview(app, ana, id),
  ]) {
    const app = createFakeApp()
    await receive(app, 'take me off your list')
    const id = app.all('conversation')[0]?.id
    if (!id) throw new Error('There is no conversation')
    await decide(app, id)
    expect(app.all('conversation')[0]).not.toHaveProperty('consentReview')
  }
})

test('a carrier that refuses a recipient as opted out is believed, once', async () => {
  const app = createFakeApp()
  const [first, second] = [await send(app), await send(app)]
  app.answer = () => ({ outcome: 'refused', code: 'recipient_opted_out', detail: 'It has an opt-out.' })
  await sendPart(app, partOf(first))
  await sendPart(app, partOf(second))
  expect(app.sent).toHaveLength(1)
  expect(app.all('message').map(({ status }) => status)).toEqual(['failed', 'blocked'])
  expect(app.all('thread')).toMatchObject([
    { consents: { workspace: { state: 'opted_out', source: 'carrier' } } },
  ])
  expect(app.all('consent_event')).toMatchObject([
    { action: 'opt_out', source: 'carrier', numberId: 'num_main', reason: 'It has an opt-out.' },
  ])
})

test('while an opt-out waits for a request to end no other begins, and then it is stored', async () => {
  const app = createFakeApp()
  const [first, second] = [await send(app), await send(app)]
  let answer: (() => void) | undefined
  app.answer = () =>
    new Promise((resolve) => {
      answer = () => resolve({ outcome: 'accepted', carrierMessageId: 'c1' })
    })
  const sending = sendPart(app, partOf(first))
  await expect.poll(() => app.sent).toHaveLength(1)
  await expect(receive(app, 'STOP')).rejects.toMatchObject({ name: 'ConflictError' })
  expect(app.all('thread')[0]?.consents).toEqual({})
  answer?.()
  await sending
  expect(await sendPart(app, partOf(second))).toHaveProperty('again')
  await receive(app, 'STOP')
  await sendPart(app, partOf(second))
  expect(app.sent).toHaveLength(1)
  expect(app.all('message').find(({ id }) => id === second.id)).toMatchObject({
    status: 'blocked',
    gate: { decision: 'block', reason: 'recipient_opted_out' },
  })
})

test('an attempt that nobody will end keeps an opt-out waiting no longer than a request can take', async () => {
  const app = createFakeApp()
  const message = await send(app)
  app.answer = () => new Promise(() => {})
  sendPart(app, partOf(message))
  await expect.poll(() => app.sent).toHaveLength(1)
  app.advance(30_000)
  await receive(app, 'STOP')
  expect(app.all('thread')[0]?.consents.workspace?.state).toBe('opted_out')
})

test('a function that was held up before its request sends nothing: an opt-out could have been stored', async () => {
  const app = createFakeApp()
  const message = await send(app)
  const { commit } = app
  app.commit = async (...changes) => {
    await commit(...changes)
    app.advance(20_000)
  }
  expect(await sendPart(app, partOf(message))).toHaveProperty('again')
  expect(app.sent).toEqual([])
  app.commit = commit
  await sendPart(app, partOf(message))
  expect(app.sent).toHaveLength(1)
})
