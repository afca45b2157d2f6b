import { expect, test } from 'vitest'
import type { OutboundPart } from '#domain/app.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { sweepTexts } from '#domain/outbound/sweep-texts.ts'
import { minute } from '#domain/time.ts'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'
import { partWork } from '../../../functions/send-part/part-work.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { program } from '../../support/people.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const to = '+12065550123'
const long = 'word '.repeat(400)

/** Reading a message fails as long as it is damaged. */
const createDamaged = async (body: string) => {
  const app = createFakeApp()
  const message = await sendSingle(app, program, { to, body })
  const { get } = app.messages
  app.messages.get = async (...asked) => {
    if (asked[1] === message.id) throw new TypeError('Cannot read properties of undefined')
    return get(...asked)
  }
  await publishChanges(app, app.changes.splice(0))
  const mend = () => {
    app.messages.get = get
  }
  return { app, message, mend, parts: app.queued.splice(0) }
}

const worker = (app: FakeApp) =>
  queueWorker(
    app.log,
    partWork(app, async () => {}),
  )

/** How often the queue gives a part until it is done with it. */
const workOff = async (app: FakeApp, part: OutboundPart): Promise<number> => {
  for (let received = 1; received < 100; received++) {
    const record = sqsRecord(JSON.stringify(part), { received, sentAt: app.now })
    if ((await failuresOf(worker(app), record)).length === 0) return received
  }
  return 100
}

const stored = (app: FakeApp, { id }: OutboundMessage) =>
  app.all('message').find((message) => message.id === id) as OutboundMessage

test('a part that always fails holds the texts behind it up three times, and leaves once when it is mended', async () => {
  const { app, message, mend, parts } = await createDamaged('Hello')
  for (const part of parts) expect(await workOff(app, part)).toBe(3)
  const next = await sendSingle(app, program, { to, body: 'Are you there?' })
  await publishChanges(app, app.changes.splice(0))
  await drainQueue(app)
  expect(stored(app, next).status).toBe('sent')
  expect(stored(app, message).status).toBe('queued')
  mend()
  app.advance(16 * minute)
  await sweepTexts(app)
  await publishChanges(app, app.changes.splice(0))
  await drainQueue(app)
  expect(app.sent.map(({ body }) => body)).toEqual(['Are you there?', 'Hello'])
})

test('the rest of a text does not leave before its beginning', async () => {
  const { app, message, mend, parts } = await createDamaged(long)
  const [first, ...rest] = parts
  expect(first && (await workOff(app, first))).toBe(3)
  mend()
  for (const part of rest) expect(await workOff(app, part)).toBe(1)
  expect(app.sent).toEqual([])
  app.advance(16 * minute)
  await sweepTexts(app)
  await publishChanges(app, app.changes.splice(0))
  await drainQueue(app)
  expect(app.sent.map(({ partId }) => partId)).toEqual([`${message.id}.0`, `${message.id}.1`])
})

test('a part that waits for a carrier comes again, however often', async () => {
  const app = createFakeApp()
  app.answer = () => ({ outcome: 'not_now', detail: 'busy' })
  await sendSingle(app, program, { to, body: 'Hello' })
  await publishChanges(app, app.changes.splice(0))
  for (const part of app.queued.splice(0)) expect(await workOff(app, part)).toBe(100)
})

test('what is no part goes to the dead letters', async () => {
  const record = sqsRecord('not json', { received: 50 })
  expect(await failuresOf(worker(createFakeApp()), record)).toEqual([record.messageId])
})
