import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import type { CarrierOutcome } from '#domain/carriers/carrier.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { resendMessage } from '#domain/outbound/resend-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { minute } from '#domain/time.ts'
import { createFakeApp, type FakeApp, monday, workspace } from '../../support/fake-app.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const hour = 60 * minute

const program: Principal = { kind: 'program', workspace, id: 'program', scopes: ['send'] }

/** Accepts a text and puts its parts on the queue, as the stream does. */
const queueText = async (app: FakeApp, to: string, body: string): Promise<OutboundMessage> => {
  const message = await sendSingle(app, program, { to, body })
  await publishChanges(app, [{ id: message.id, at: app.now, after: { ...message, version: 1 } }])
  return message
}

const messageOf = (app: FakeApp, { id }: OutboundMessage) =>
  app.all('message').find((message) => message.id === id) as OutboundMessage

const phone = (n: number) => `+1206555${String(1000 + n)}`
const setRate = (app: FakeApp, segmentsPerSecond: number) => {
  for (const number of app.all('number')) number.rate = { segmentsPerSecond }
}

test('a part that the carrier takes is sent, with the ids that come back in its receipt', async () => {
  const app = createFakeApp()
  const message = await queueText(app, phone(1), 'Hello')
  await drainQueue(app)
  expect(app.sent).toMatchObject([{ body: 'Hello', messageId: message.id, partId: `${message.id}.0` }])
  expect(messageOf(app, message)).toMatchObject({
    status: 'sent',
    parts: [{ carrierMessageId: 'carrier-1' }],
  })
})

test('what the carrier could not take now is tried again until it can', async () => {
  const app = createFakeApp()
  const answers: CarrierOutcome[] = [
    { outcome: 'not_now', detail: 'throttled' },
    { outcome: 'not_now', detail: 'throttled' },
    { outcome: 'accepted', carrierMessageId: 'c' },
  ]
  app.answer = () => answers.shift() as CarrierOutcome
  const message = await queueText(app, phone(1), 'Hello')
  await drainQueue(app)
  expect(app.sent).toHaveLength(3)
  expect(messageOf(app, message).status).toBe('sent')
})

test('a time-out is unknown and never sent again', async () => {
  const app = createFakeApp()
  app.answer = () => ({ outcome: 'unknown', detail: 'TimeoutError' })
  const message = await queueText(app, phone(1), 'Hello')
  app.queued.push({ workspace, messageId: message.id, index: 0, version: message.version })
  await drainQueue(app)
  expect(app.sent).toHaveLength(1)
  expect(messageOf(app, message)).toMatchObject({ status: 'unknown', error: { code: 'outcome_unknown' } })
})

test('a message whose part fails for good stops its later parts and says why', async () => {
  const app = createFakeApp()
  for (const number of app.all('number')) number.longMessages = 'separate'
  app.answer = ({ partId }) =>
    partId.endsWith('.1')
      ? { outcome: 'refused', code: 'invalid_phone_number', detail: 'No such phone.' }
      : { outcome: 'accepted', carrierMessageId: partId }
  const message = await queueText(app, phone(1), 'word '.repeat(100))
  await drainQueue(app)
  expect(app.sent).toHaveLength(2)
  expect(messageOf(app, message)).toMatchObject({ status: 'failed', error: { code: 'invalid_phone_number' } })
  expect(messageOf(app, message).parts.map(({ status }) => status)).toEqual([
    'sent',
    'failed',
    ...messageOf(app, message)
      .parts.slice(2)
      .map(() => 'canceled'),
  ])
})

test('a part delivered twice by the queue is sent once', async () => {
  const app = createFakeApp()
  const message = await queueText(app, phone(1), 'Hello')
  app.queued.push(...app.queued)
  await drainQueue(app)
  expect(app.sent).toHaveLength(1)
  expect(messageOf(app, message).status).toBe('sent')
})

test('a function that dies during the call leaves an unknown, and the next text of the thread goes on', async () => {
  const app = createFakeApp()
  app.answer = () => {
    if (app.sent.length === 1) throw new Error('killed')
    return { outcome: 'accepted', carrierMessageId: 'c' }
  }
  const first = await queueText(app, phone(1), 'first')
  const second = await queueText(app, phone(1), 'second')
  await drainQueue(app)
  expect(messageOf(app, first).status).toBe('unknown')
  expect(messageOf(app, second).status).toBe('sent')
  expect(app.sent.map(({ body }) => body)).toEqual(['first', 'second'])
})

test('a number that was switched off sends nothing more', async () => {
  const app = createFakeApp()
  const message = await queueText(app, phone(1), 'Hello')
  for (const number of app.all('number')) number.state = 'off'
  await drainQueue(app)
  expect(app.sent).toEqual([])
  expect(messageOf(app, message)).toMatchObject({
    status: 'blocked',
    gate: { decision: 'block', reason: 'number_not_active' },
  })
})

test('a thousand texts to a hundred phones use the rate of ten a second, are never throttled, and keep their order', async () => {
  const app = createFakeApp()
  setRate(app, 10)
  const perSecond = new Map<number, number>()
  let throttled = 0
  app.answer = () => {
    const second = Math.floor(app.now / 1000)
    const count = (perSecond.get(second) ?? 0) + 1
    perSecond.set(second, count)
    if (count <= 10) return { outcome: 'accepted', carrierMessageId: `c${app.sent.length}` }
    throttled++
    return { outcome: 'not_now', detail: 'ThrottlingException' }
  }
  for (let round = 0; round < 10; round++) {
    for (let n = 0; n < 100; n++) await queueText(app, phone(n), `text ${round}`)
  }
  const begun = app.now
  await drainQueue(app)
  const seconds = (app.now - begun) / 1000 + 1
  console.info({ seconds, used: 1000 / (seconds * 10), throttled })
  expect(app.sent).toHaveLength(1000)
  expect(throttled).toBe(0)
  expect(1000 / (seconds * 10)).toBeGreaterThanOrEqual(0.95)
  for (let n = 0; n < 100; n++) {
    const bodies = app.sent.filter(({ to }) => to === phone(n)).map(({ body }) => body)
    expect(bodies).toEqual(Array.from({ length: 10 }, (_, round) => `text ${round}`))
  }
})

test('a text whose middle is unknown goes on, and one whose beginning did not arrive does not', async () => {
  const app = createFakeApp()
  for (const number of app.all('number')) number.longMessages = 'separate'
  app.answer = ({ partId }) =>
    partId.endsWith('.0')
      ? { outcome: 'unknown', detail: 'TimeoutError' }
      : { outcome: 'accepted', carrierMessageId: partId }
  const message = await queueText(app, phone(1), 'word '.repeat(60))
  await drainQueue(app)
  expect(messageOf(app, message).parts.map(({ status }) => status)).toEqual(['unknown', 'sent'])

  const stopped = await queueText(app, phone(2), 'word '.repeat(60))
  const parts = [
    { segments: 1, status: 'undelivered' as const },
    { segments: 1, status: 'queued' as const },
  ]
  await app.commit({ ...messageOf(app, stopped), status: 'undelivered', parts })
  await drainQueue(app)
  expect(messageOf(app, stopped).parts.map(({ status }) => status)).toEqual(['undelivered', 'canceled'])
})

test('a person may send again what stayed unknown, after ten minutes and not before', async () => {
  const app = createFakeApp()
  app.answer = () => ({ outcome: 'unknown', detail: 'TimeoutError' })
  const message = await queueText(app, phone(1), 'Hello')
  await drainQueue(app)
  app.advance(9 * 60_000)
  await expect(resendMessage(app, program, message.id)).rejects.toMatchObject({ code: 'outcome_not_open' })
  app.advance(60_000)
  app.answer = () => ({ outcome: 'accepted', carrierMessageId: 'c' })
  app.changes.length = 0
  await resendMessage(app, program, message.id)
  await publishChanges(app, app.changes)
  await drainQueue(app)
  expect(app.sent).toHaveLength(2)
  expect(messageOf(app, message).status).toBe('sent')
  expect(messageOf(app, message).unknownAt).toBeUndefined()
})

test('a text that waited in the queue until the quiet hours began is held again, not sent', async () => {
  const app = createFakeApp()
  await app.commit({ ...defaultSettings(workspace), quietHours: 'automated' })
  // One minute before nine in the evening in Seattle.
  app.now = Date.parse('2026-11-25T04:59:00Z')
  const message = await queueText(app, '+12065550123', 'Sale!')
  app.advance(2 * 60_000)
  await drainQueue(app)
  expect(app.sent).toEqual([])
  expect(messageOf(app, message)).toMatchObject({
    status: 'held',
    gate: { reason: 'quiet_hours', releaseAt: Date.parse('2026-11-25T16:00:00Z') },
  })
})

const outcomes = (app: FakeApp) =>
  app.reported.filter(({ way }) => way === 'out').map(({ outcome, reason }) => [outcome, reason])

test('each step of a text is reported, with why and how long the carrier took, and without words or phones', async () => {
  const app = createFakeApp()
  const answers: CarrierOutcome[] = [
    { outcome: 'not_now', detail: 'ThrottlingException' },
    { outcome: 'accepted', carrierMessageId: 'c' },
    { outcome: 'refused', code: 'invalid_phone_number', detail: 'No such phone.' },
    { outcome: 'unknown', detail: 'TimeoutError' },
  ]
  app.answer = () => {
    app.advance(120)
    return answers.shift() as CarrierOutcome
  }
  const first = await queueText(app, phone(1), 'Hello')
  await drainQueue(app)
  await queueText(app, phone(2), 'Hello')
  await drainQueue(app)
  await queueText(app, phone(3), 'Hello')
  await drainQueue(app)
  expect(outcomes(app).filter(([outcome]) => outcome !== 'waiting')).toEqual([
    ['queued', undefined],
    ['throttled', 'ThrottlingException'],
    ['taken', undefined],
    ['queued', undefined],
    ['refused', 'invalid_phone_number'],
    ['queued', undefined],
    ['unknown', 'TimeoutError'],
  ])
  expect(app.reported.find(({ outcome }) => outcome === 'taken')).toMatchObject({
    messageId: first.id,
    part: 0,
    carrierMs: 120,
  })
  expect(JSON.stringify(app.reported)).not.toMatch(/206555|Hello/)
})

test('a text that waits for its slot says so once, however often it is asked', async () => {
  const app = createFakeApp()
  setRate(app, 1)
  await queueText(app, phone(1), 'one')
  await queueText(app, phone(2), 'two')
  await queueText(app, phone(3), 'three')
  await drainQueue(app)
  expect(app.sent).toHaveLength(3)
  const waiting = app.reported.filter(({ outcome }) => outcome === 'waiting')
  expect(new Set(waiting.map(({ messageId }) => messageId)).size).toBe(waiting.length)
  expect(waiting).toHaveLength(2)
})

test('a text that the gate blocks at the last moment is reported with the reason', async () => {
  const app = createFakeApp()
  await queueText(app, phone(1), 'Hello')
  for (const number of app.all('number')) number.state = 'off'
  await drainQueue(app)
  expect(outcomes(app)).toEqual([
    ['queued', undefined],
    ['blocked', 'number_not_active'],
  ])
})

test('an accepted part leaves its attempt on the thread, and the next text of the thread goes at once', async () => {
  const app = createFakeApp()
  await queueText(app, phone(1), 'first')
  await drainQueue(app)
  expect(app.all('thread')[0]?.sending).toBeDefined()
  const before = app.now
  const second = await queueText(app, phone(1), 'second')
  await drainQueue(app)
  expect(messageOf(app, second).status).toBe('sent')
  expect(app.now - before).toBeLessThan(5_000)
})

test('a text that stays unknown can be sent again, though its attempt was left on the thread', async () => {
  const app = createFakeApp()
  app.answer = () => ({ outcome: 'unknown', detail: 'TimeoutError' })
  const message = await queueText(app, phone(1), 'Hello')
  await drainQueue(app)
  app.advance(11 * 60_000)
  app.answer = () => ({ outcome: 'accepted', carrierMessageId: 'c' })
  await resendMessage(app, program, message.id)
  app.queued.push({ workspace, messageId: message.id, index: 0, version: 3 })
  await drainQueue(app)
  expect(messageOf(app, message).status).toBe('sent')
})

test('after the clock was set back a day the next text leaves, and one that had a slot on that day', async () => {
  const app = createFakeApp()
  setRate(app, 1)
  const today = app.now
  app.now = today + 24 * hour
  await queueText(app, phone(1), 'on that day')
  await drainQueue(app)
  const second = await queueText(app, phone(2), 'waits for its slot')
  const part = { workspace, messageId: second.id, index: 0 } as const
  expect(await sendPart(app, part)).toEqual({ again: today + 24 * hour + 1000 })
  app.now = today
  await queueText(app, phone(1), 'next')
  await drainQueue(app)
  expect(app.sent.map(({ body }) => body)).toEqual(['on that day', 'waits for its slot', 'next'])
  expect(app.now).toBeLessThan(today + minute)
})

test('an attempt that was left by a clock that is a day ahead ends at once, as unknown', async () => {
  const app = createFakeApp()
  app.now += 24 * hour
  const first = await queueText(app, phone(1), 'Hello')
  app.carrier.send = () => Promise.reject(new Error('The function died'))
  await sendPart(app, { workspace, messageId: first.id, index: 0 }).catch(() => undefined)
  app.now -= 24 * hour
  await drainQueue(app)
  expect(messageOf(app, first).status).toBe('unknown')
  expect(app.now).toBeLessThan(monday + minute)
})
