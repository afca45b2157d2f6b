import { expect, test } from 'vitest'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'

const customer = '+12065550123'

const text = (id: string, change: Partial<CarrierInbound> = {}): CarrierInbound => ({
  carrier: 'aws',
  carrierMessageId: id,
  from: customer,
  to: ourNumber,
  body: `text ${id}`,
  at: monday,
  ...change,
})

const received = (app: FakeApp) => app.all('message').filter((message) => message.direction === 'inbound')

test('a first text makes a contact, a thread and a conversation with the text in it', async () => {
  const app = createFakeApp()
  await receiveMessage(app, text('one'))
  const [conversation] = app.all('conversation')
  expect(app.all('contact')[0]?.phones).toEqual([{ phone: customer, type: 'mobile' }])
  expect(conversation).toMatchObject({ state: 'open', phone: customer, threading: { decision: 'start' } })
  expect(received(app)).toMatchObject([{ conversationId: conversation?.id, body: 'text one' }])
  expect(app.all('thread')[0]?.heads).toMatchObject([{ conversationId: conversation?.id }])
})

test('a text delivered twenty times at once is stored once', async () => {
  const app = createFakeApp()
  await Promise.all(Array.from({ length: 20 }, () => receiveMessage(app, text('same'))))
  expect(received(app)).toHaveLength(1)
  expect(app.all('conversation')).toHaveLength(1)
})

test('ten texts of one phone at once share one conversation, and none is lost', async () => {
  const app = createFakeApp()
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => receiveMessage(app, text(`t${i}`, { at: monday + i }))),
  )
  expect(app.all('conversation')).toHaveLength(1)
  expect(new Set(received(app).map((m) => m.conversationId)).size).toBe(1)
  expect(received(app)).toHaveLength(10)
})

test('texts are ordered by the time of the carrier, not of their arrival', async () => {
  const app = createFakeApp()
  await receiveMessage(app, text('later', { at: monday + 5000 }))
  await receiveMessage(app, text('earlier', { at: monday + 1000 }))
  const [conversation] = app.all('conversation')
  const ids = received(app).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(ids.map((m) => m.body)).toEqual(['text earlier', 'text later'])
  expect(conversation?.lastMessage?.preview).toBe('text later')
})

test('texts with the same time of the carrier are ordered by their arrival', async () => {
  const app = createFakeApp()
  for (const id of ['a', 'b', 'c']) {
    app.advance(7)
    await receiveMessage(app, text(id))
  }
  const bodies = received(app).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(bodies.map((m) => m.body)).toEqual(['text a', 'text b', 'text c'])
})

test('a text to a number that nobody has is for nobody, and stores nothing', async () => {
  const app = createFakeApp()
  const before = app.stored.size
  expect(await receiveMessage(app, text('stray', { to: '+12065559999' }))).toBe('unrouted')
  expect(app.stored.size).toBe(before)
})

test('ten thousand texts, each delivered one to three times and shuffled, are ten thousand', async () => {
  const app = createFakeApp()
  const next = seededRandom(7)
  const texts = Array.from({ length: 10_000 }, (_, i) =>
    text(`t${i}`, { from: `+1206555${1000 + (i % 500)}`, at: monday + i }),
  )
  const deliveries = texts
    .flatMap((t) => Array.from({ length: 1 + Math.floor(next() * 3) }, () => t))
    .map((t) => ({ t, order: next() }))
    .toSorted((a, b) => a.order - b.order)
  for (let i = 0; i < deliveries.length; i += 100) {
    await Promise.all(deliveries.slice(i, i + 100).map(({ t }) => receiveMessage(app, t)))
  }
  expect(deliveries.length).toBeGreaterThan(19_000)
  expect(app.all('message').filter(({ direction }) => direction === 'inbound')).toHaveLength(10_000)
  expect(app.all('conversation')).toHaveLength(500)
})

const seededRandom = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647
}

test('a function that dies between remembering a text and storing it leaves the text for its next delivery', async () => {
  const app = createFakeApp()
  const dying = {
    ...app,
    commit: async (...changes: Parameters<FakeApp['commit']>) => {
      if (changes.length > 1) throw new Error('killed')
      await app.commit(...changes)
    },
  }
  await expect(receiveMessage(dying, text('one'))).rejects.toThrow('killed')
  expect(received(app)).toEqual([])
  app.advance(60_000)
  await receiveMessage(app, text('one'))
  await receiveMessage(app, text('one'))
  expect(received(app)).toMatchObject([{ body: 'text one' }])
  const [record] = app.all('received_text')
  expect(received(app)[0]?.id).toContain(record?.order)
})

test('a text that an earlier version stored with its record is not stored again', async () => {
  const app = createFakeApp()
  const facts = { kind: 'received_text', workspace, carrier: 'aws', carrierMessageId: 'one' } as const
  await app.commit({ ...facts, expiresAt: monday + 1, version: 0 })
  await receiveMessage(app, text('one'))
  expect(received(app)).toEqual([])
})

test('each delivery is reported once: received or repeated', async () => {
  const app = createFakeApp()
  await receiveMessage(app, text('one'))
  await receiveMessage(app, text('one'))
  const inbound = app.reported.filter(({ way }) => way === 'in')
  expect(inbound.map(({ outcome }) => outcome)).toEqual(['received', 'repeated'])
  expect(inbound[0]).toMatchObject({ messageId: received(app)[0]?.id, carrier: 'aws' })
  expect(JSON.stringify(app.reported)).not.toMatch(/206555|text one/)
})

test("a text is remembered for 35 days, longer than any queue keeps a carrier's message", async () => {
  const app = createFakeApp()
  await receiveMessage(app, text('one'))
  expect(app.all('received_text')[0]?.expiresAt).toBe(monday + 35 * 24 * 60 * 60 * 1000)
})
