import { expect, test } from 'vitest'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { readMessage } from '#domain/conversations/read-message.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { resendMessage } from '#domain/outbound/resend-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { sweepTexts } from '#domain/outbound/sweep-texts.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { releaseMessages } from '#domain/scheduled/release-messages.ts'
import { day, minute } from '#domain/time.ts'
import { createFakeApp, type FakeApp, monday, workspace } from '../../support/fake-app.ts'
import { program } from '../../support/people.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const phone = (n: number) => `+1206555${1000 + n}`
const hour = 60 * minute

const send = (app: FakeApp, to = phone(0), body = 'Hello') => sendSingle(app, program, { to, body })
const stored = (app: FakeApp, { id }: Pick<OutboundMessage, 'id'>) =>
  app.all('message').find((message) => message.id === id) as OutboundMessage

/** The stream's work on what was written since the last time. */
const publish = (app: FakeApp) => publishChanges(app, app.changes.splice(0))
/** A text whose part the queue has lost. */
const lose = async (app: FakeApp, to?: string, body?: string) => {
  const message = await send(app, to, body)
  app.changes.length = 0
  return message
}
const sweep = async (app: FakeApp) => {
  const more = await sweepTexts(app)
  await publish(app)
  return more
}
const late = (app: FakeApp) => app.reported.filter(({ outcome }) => outcome === 'late').length
const deliver = (app: FakeApp, { id }: OutboundMessage) =>
  recordReceipt(app, {
    ...{ workspace, messageId: id, index: 0, carrierMessageId: 'c', at: app.now },
    status: 'delivered',
  })

test('a text that the queue has lost is put out again after fifteen minutes, told, and leaves once', async () => {
  const app = createFakeApp()
  const message = await lose(app)
  app.advance(14 * minute)
  await sweep(app)
  expect(app.queued).toEqual([])
  app.advance(2 * minute)
  await sweep(app)
  expect(app.queued).toEqual([{ workspace, messageId: message.id, index: 0, version: 2 }])
  expect(late(app)).toBe(1)
  await drainQueue(app)
  expect(stored(app, message).status).toBe('sent')
  app.advance(hour)
  await sweep(app)
  expect(app.queued).toEqual([])
  expect(app.sent).toHaveLength(1)
})

test('the rest of a long text that the queue has lost follows', async () => {
  const app = createFakeApp()
  for (const number of app.all('number')) number.longMessages = 'separate'
  const message = await send(app, phone(0), 'word '.repeat(60))
  await publish(app)
  app.queued.splice(1)
  await drainQueue(app)
  expect(stored(app, message).status).toBe('sending')
  app.advance(16 * minute)
  await sweep(app)
  await drainQueue(app)
  expect(stored(app, message)).toMatchObject({
    status: 'sent',
    parts: [{ status: 'sent' }, { status: 'sent' }],
  })
  expect(app.sent).toHaveLength(2)
})

test('what the queue brings after all, beside the part that was put out again, reaches the carrier once', async () => {
  const app = createFakeApp()
  const message = await send(app)
  await publish(app)
  const first = app.queued.splice(0)
  app.advance(16 * minute)
  await sweep(app)
  app.queued.push(...first)
  await drainQueue(app)
  expect(app.sent).toHaveLength(1)
  expect(stored(app, message).status).toBe('sent')
})

test('a text that cannot leave is put out at longer and longer intervals', async () => {
  const app = createFakeApp()
  await lose(app)
  for (let minutes = 0; minutes < 24 * 60; minutes += 5) {
    app.advance(5 * minute)
    await sweep(app)
    app.queued.length = 0
  }
  expect(late(app)).toBeGreaterThan(4)
  expect(late(app)).toBeLessThan(9)
})

test("a text that waits for its number's rate is not late", async () => {
  const app = createFakeApp()
  for (const number of app.all('number')) number.rate = { segmentsPerSecond: 0.01 }
  for (let n = 0; n < 12; n++) await send(app, phone(n))
  await publish(app)
  const parts = app.queued.splice(0)
  for (const part of parts) await sendPart(app, part)
  app.advance(16 * minute)
  await sweep(app)
  expect(late(app)).toBe(0)
  app.advance(2 * hour)
  await sweep(app)
  expect(late(app)).toBe(11)
})

test('a text that is released later than it was stored is looked at in its own time', async () => {
  const app = createFakeApp()
  const held = await sendSingle(app, program, { to: phone(0), body: 'Later', sendAt: app.now + 2 * day })
  for (let i = 0; i < 3; i++) {
    app.advance(day)
    await sweep(app)
  }
  await releaseMessages(app, { workspace, numberId: 'num_main', until: app.now, limit: 10 })
  app.changes.length = 0
  app.advance(16 * minute)
  await sweep(app)
  expect(late(app)).toBe(1)
  await drainQueue(app)
  expect(stored(app, held).status).toBe('sent')
  app.advance(3 * day + minute)
  await sweep(app)
  expect(stored(app, held)).toMatchObject({ status: 'unknown', error: { code: 'delivery_unknown' } })
})

test('after 72 hours without a last word a text is unknown: when it is read, when it is listed, and on the bus', async () => {
  const app = createFakeApp()
  const silent = await send(app)
  const arrived = await send(app, phone(1))
  await publish(app)
  await drainQueue(app)
  await deliver(app, arrived)
  app.advance(3 * day - minute)
  expect(await readMessage(app, program, silent.id)).toMatchObject({ status: 'sent' })
  app.advance(2 * minute)
  expect(await readMessage(app, program, silent.id)).toMatchObject({
    status: 'unknown',
    error: { code: 'delivery_unknown' },
  })
  const found = await findMessages(app, program, { phone: phone(0), limit: 10, status: 'sent' })
  expect(found.records).toEqual([])
  app.advance(5 * minute)
  app.changes.length = 0
  app.published.length = 0
  await sweep(app)
  expect(app.published).toMatchObject([
    { type: 'message.updated', data: { messageId: silent.id, status: 'unknown' } },
  ])
  expect(stored(app, arrived).status).toBe('delivered')
  await deliver(app, silent)
  expect(stored(app, silent).status).toBe('delivered')
})

test('a text that was held first is unknown 72 hours after it was sent, not after it was written', async () => {
  const app = createFakeApp()
  const held = await sendSingle(app, program, { to: phone(0), body: 'Later', sendAt: app.now + day })
  app.advance(day)
  await releaseMessages(app, { workspace, numberId: 'num_main', until: app.now, limit: 10 })
  await publish(app)
  await drainQueue(app)
  app.advance(2 * day + hour)
  await sweep(app)
  expect(stored(app, held).status).toBe('sent')
  app.advance(day)
  await sweep(app)
  expect(stored(app, held).status).toBe('unknown')
})

test('a sweep goes on where the last one stopped, and not behind that when the clock was set back', async () => {
  const app = createFakeApp()
  for (let n = 0; n < 501; n++) await lose(app, phone(n))
  app.advance(16 * minute)
  expect(await sweep(app)).toBe(true)
  expect(late(app)).toBe(500)
  expect(await sweep(app)).toBe(false)
  expect(late(app)).toBe(501)
  await drainQueue(app)
  app.now = monday - day
  const earlier = await lose(app, phone(0))
  app.advance(16 * minute)
  await sweep(app)
  await drainQueue(app)
  expect(stored(app, earlier).status).toBe('sent')
})

test('a person may send a text again that is stuck in the queue, and it leaves once', async () => {
  const app = createFakeApp()
  const message = await lose(app)
  await expect(resendMessage(app, program, message.id)).rejects.toMatchObject({ code: 'outcome_not_open' })
  app.advance(16 * minute)
  expect(await resendMessage(app, program, message.id)).toMatchObject({ id: message.id, status: 'queued' })
  await publish(app)
  await drainQueue(app)
  expect(app.sent).toHaveLength(1)
})

test('a person may withdraw a text that is stuck in the queue: nothing reaches the carrier after that', async () => {
  const app = createFakeApp()
  const message = await send(app)
  await publish(app)
  await expect(cancelHeld(app, program, message.id)).rejects.toMatchObject({ code: 'message_not_held' })
  app.advance(16 * minute)
  expect(await cancelHeld(app, program, message.id)).toMatchObject({ status: 'canceled' })
  await drainQueue(app)
  expect(app.sent).toEqual([])
  expect(stored(app, message).status).toBe('canceled')
})

test('of a long text that has left in part the rest is withdrawn', async () => {
  const app = createFakeApp()
  for (const number of app.all('number')) number.longMessages = 'separate'
  const message = await send(app, phone(0), 'word '.repeat(60))
  await publish(app)
  app.queued.splice(1)
  await drainQueue(app)
  app.advance(16 * minute)
  expect(await cancelHeld(app, program, message.id)).toMatchObject({
    status: 'undelivered',
    error: { code: 'rest_withdrawn' },
    parts: [{ status: 'sent' }, { status: 'canceled' }],
  })
})

test('of a withdrawal and send-part at the same moment exactly one wins', async () => {
  const winners = new Set<string>()
  for (let delay = 0; delay < 16; delay++) {
    const app = createFakeApp()
    const message = await send(app)
    await publish(app)
    app.queued.length = 0
    app.advance(16 * minute)
    const part = { workspace, messageId: message.id, index: 0 } as const
    const sending = sendPart(app, part)
    for (let i = 0; i < delay; i++) await new Promise(setImmediate)
    const canceled = await cancelHeld(app, program, message.id).then(
      () => true,
      () => false,
    )
    await sending
    app.queued.push({ ...part, version: 1 })
    await drainQueue(app)
    expect(app.sent).toHaveLength(canceled ? 0 : 1)
    expect(stored(app, message).status).toBe(canceled ? 'canceled' : 'sent')
    winners.add(stored(app, message).status)
  }
  expect(winners).toEqual(new Set(['canceled', 'sent']))
})
