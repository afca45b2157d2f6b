import { describe, expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import type { CarrierOutcome } from '#domain/carriers/carrier.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { dailyCapOf } from '#domain/numbers/daily-cap.ts'
import { type BusinessNumber, newNumber } from '#domain/numbers/number.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { sweepTexts } from '#domain/outbound/sweep-texts.ts'
import { recipientCarrierOf } from '#domain/recipient-carrier.ts'
import { type BrandCap, defaultSettings } from '#domain/settings/settings.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'

const program: Principal = { kind: 'program', workspace, id: 'program', scopes: ['read', 'send'] }
const hour = 3_600_000
/** Monday 23 November 2026, 10:00 UTC: two in the night in Los Angeles. */
const midnight = Date.parse('2026-11-24T08:00:00Z')

const registered = { status: 'approved', brandId: 'B1', campaignId: 'C1' } as const

/** Two numbers of one brand, of which T-Mobile takes so many segments a day. */
const createOffice = async (segmentsPerDay: number, more: Partial<BusinessNumber> = {}): Promise<FakeApp> => {
  const app = createFakeApp()
  const dailyCaps: BrandCap[] = [{ brandId: 'B1', carrier: 't_mobile', segmentsPerDay }]
  await app.commit({ ...defaultSettings(workspace), dailyCaps })
  const facts = { workspace, country: 'US', state: 'active', createdAt: 1, registration: registered } as const
  const rate = { segmentsPerSecond: 100 }
  await app.commit(newNumber({ ...facts, id: 'num_second', address: '+12065550101', rate, ...more }))
  for (const number of app.all('number')) Object.assign(number, { registration: registered, rate, ...more })
  return app
}

let phones = 0
const nextPhone = () => `+1206555${1000 + (phones++ % 9000)}`

const accept = (app: FakeApp, { to = nextPhone(), from = 'num_main', body = 'Hello' } = {}) =>
  sendSingle(app, program, { to, from, body })

/** Takes the first part to the carrier, as the queue gives it. */
const take = (app: FakeApp, { id }: OutboundMessage) => sendPart(app, { workspace, messageId: id, index: 0 })

const send = async (app: FakeApp, text: Parameters<typeof accept>[1] = {}) => {
  const message = await accept(app, text)
  return { message, result: await take(app, message) }
}

const levels = (app: FakeApp) => app.all('cap_notice').map(({ level, day }) => [level, day])

describe('the cap of a number', () => {
  const number = newNumber({ workspace, id: 'num_1', address: '+1', country: 'US', createdAt: 1 })
  const caps = (...dailyCaps: BrandCap[]) => ({ dailyCaps })
  const b1: BrandCap = { brandId: 'B1', carrier: 't_mobile', segmentsPerDay: 2_000 }
  const branded = { ...number, registration: registered }

  test.each([
    ['in the evening of Los Angeles', '2026-11-24T07:59:59Z', '2026-11-23', '2026-11-24T08:00:00Z'],
    ['at midnight of Los Angeles', '2026-11-24T08:00:00Z', '2026-11-24', '2026-11-25T08:00:00Z'],
    ['in summer', '2026-07-01T06:59:59Z', '2026-06-30', '2026-07-01T07:00:00Z'],
    ['before the clock goes forward', '2026-03-08T09:00:00Z', '2026-03-08', '2026-03-09T07:00:00Z'],
    ['before the clock goes back', '2026-11-01T08:00:00Z', '2026-11-01', '2026-11-02T08:00:00Z'],
  ])("of a brand has the carrier's day: %s", (_, now, day, end) => {
    const cap = dailyCapOf(branded, caps(b1), Date.parse(now))
    expect(cap).toMatchObject({ day, endsAt: Date.parse(end), segments: 2_000, counter: 'brand#t_mobile#B1' })
  })

  test('of its own has the day of UTC, and counts where its brand has none', () => {
    const own = { ...branded, rate: { segmentsPerSecond: 1, segmentsPerDay: 5 } }
    const now = Date.parse('2026-11-24T23:59:59Z')
    const expected = { day: '2026-11-24', endsAt: now + 1000, segments: 5, counter: 'num_1' }
    expect(dailyCapOf(own, caps({ ...b1, brandId: 'B2' }), now)).toMatchObject(expected)
    expect(dailyCapOf({ ...own, registration: { status: 'none' } }, caps(b1), now)).toMatchObject(expected)
    expect(dailyCapOf(own, caps(b1), now)).toMatchObject({ segments: 2_000 })
  })

  test('is none where neither has one', () => {
    expect(dailyCapOf(branded, caps(), 0)).toBeUndefined()
    expect(dailyCapOf(number, caps(b1), 0)).toBeUndefined()
  })
})

test.each([
  ['T-Mobile USA, Inc.', 't_mobile'],
  ['T-MOBILE', 't_mobile'],
  ['TMobile', 't_mobile'],
  ['Metro by T-Mobile', 't_mobile'],
  ['MetroPCS', 't_mobile'],
  ['Sprint Spectrum', 't_mobile'],
  ['AT&T Wireless', 'other'],
  ['Verizon Wireless', 'other'],
])('a receipt of %s tells of %s', (name, carrier) => {
  expect(recipientCarrierOf(name)).toBe(carrier)
})

test('the numbers of a brand share its cap, and what is beyond it leaves on the next day', async () => {
  const app = await createOffice(3)
  await send(app)
  await send(app, { from: 'num_second' })
  await send(app)
  const { message, result } = await send(app, { from: 'num_second' })
  expect(result).toEqual({ again: midnight })
  expect(app.sent).toHaveLength(3)
  app.now = midnight - 1
  expect(await take(app, message)).toEqual({ again: midnight })
  app.now = midnight
  expect(await take(app, message)).toEqual({})
  expect(app.sent).toHaveLength(4)
})

test('the texts of the next day keep the rate of the number', async () => {
  const app = await createOffice(1, { rate: { segmentsPerSecond: 1 } })
  await send(app)
  const waiting = [await accept(app), await accept(app), await accept(app)]
  for (const message of waiting) expect(await take(app, message)).toEqual({ again: midnight })
  app.now = midnight
  await app.commit({
    ...(await app.settings.get(workspace)),
    dailyCaps: [{ brandId: 'B1', carrier: 't_mobile', segmentsPerDay: 100 }],
  })
  const [first, second, third] = [
    await take(app, waiting[0] as OutboundMessage),
    await take(app, waiting[1] as OutboundMessage),
    await take(app, waiting[2] as OutboundMessage),
  ]
  expect([first, second, third]).toEqual([{}, { again: midnight + 1_000 }, { again: midnight + 2_000 }])
})

test('texts to customers of other carriers do not count, once a receipt has told whose they are', async () => {
  const app = await createOffice(2)
  const to = nextPhone()
  const { message } = await send(app, { to })
  const receipt = { workspace, messageId: message.id, index: 0, carrierMessageId: 'carrier-1', at: app.now }
  await recordReceipt(app, { ...receipt, status: 'delivered', recipientCarrier: 'other' })
  for (let i = 0; i < 3; i++) expect((await send(app, { to })).result).toEqual({})
  await send(app)
  expect((await send(app)).result).toEqual({ again: midnight })
  expect((await send(app, { to })).result).toEqual({})
  expect((await readNumber(app, program, 'num_second')).used).toBe(2)
})

test("texts to the carrier's own customers count, and the newest receipt is believed", async () => {
  const app = await createOffice(3)
  const to = nextPhone()
  const tell = async (message: OutboundMessage, recipientCarrier: 't_mobile' | 'other') => {
    const receipt = { workspace, messageId: message.id, index: 0, carrierMessageId: 'c', at: app.now }
    await recordReceipt(app, { ...receipt, status: 'delivered', recipientCarrier })
    app.advance(1000)
  }
  await tell((await send(app, { to })).message, 'other')
  await tell((await send(app, { to })).message, 't_mobile')
  await send(app, { to })
  await send(app, { to })
  expect((await send(app, { to })).result).toEqual({ again: midnight })
})

test('a receipt that names no carrier takes nothing away of what is known', async () => {
  const app = await createOffice(3)
  const { message } = await send(app)
  const receipt = { workspace, messageId: message.id, index: 0, carrierMessageId: 'c', at: app.now }
  await recordReceipt(app, {
    ...receipt,
    status: 'sent',
    price: 0.01,
    final: true,
    recipientCarrier: 'other',
  })
  await recordReceipt(app, { ...receipt, status: 'delivered' })
  expect(await app.messages.get(workspace, message.id)).toMatchObject({ recipientCarrier: 'other' })
})

test('people are told once when four fifths are used and once when nothing is left, each day', async () => {
  const app = await createOffice(5)
  for (let i = 0; i < 3; i++) await send(app)
  expect(levels(app)).toEqual([])
  await send(app)
  expect(levels(app)).toEqual([['low', '2026-11-23']])
  await send(app)
  const waiting = [await accept(app), await accept(app)]
  for (const message of waiting) await take(app, message)
  const told = [
    ['low', '2026-11-23'],
    ['used_up', '2026-11-23'],
  ]
  expect(levels(app)).toEqual(told)
  expect(app.reported.map(({ outcome }) => outcome).filter((outcome) => outcome.startsWith('cap'))).toEqual([
    'cap_low',
    'cap_used_up',
  ])
  await publishChanges(app, app.changes)
  const events = app.published.filter(({ type }) => type.startsWith('daily_cap'))
  expect(events).toMatchObject([
    { type: 'daily_cap.low', data: { brandId: 'B1', carrier: 't_mobile', segmentsPerDay: 5 } },
    { type: 'daily_cap.used_up', data: { day: '2026-11-23' } },
  ])
  app.now = midnight
  for (let i = 0; i < 4; i++) await send(app)
  expect(levels(app)).toEqual([...told, ['low', '2026-11-24']])
})

test('a part that the carrier could not take is counted once, however often it comes', async () => {
  const app = await createOffice(100)
  const answers: CarrierOutcome[] = Array(4).fill({ outcome: 'not_now', detail: 'throttled' })
  app.answer = () => answers.shift() ?? { outcome: 'accepted', carrierMessageId: 'c' }
  const message = await accept(app)
  for (let i = 0; i < 5; i++) {
    await take(app, message)
    app.advance(10_000)
  }
  expect(app.sent).toHaveLength(5)
  expect((await readNumber(app, program, 'num_main')).used).toBe(1)
})

test('a part whose slot falls on the next day counts for that day, too', async () => {
  const app = await createOffice(10, { rate: { segmentsPerSecond: 1 } })
  app.now = midnight - 500
  await send(app)
  const late = await accept(app)
  const { again } = await take(app, late)
  expect(again).toBe(midnight)
  app.now = midnight + 500
  expect(await take(app, late)).toEqual({})
  expect((await readNumber(app, program, 'num_main')).used).toBe(1)
})

test('a part whose slot falls on a day that is full waits for the day after, and its slot is no more', async () => {
  const app = await createOffice(2, { rate: { segmentsPerSecond: 1 } })
  app.now = midnight - 500
  await send(app)
  const late = await accept(app)
  await take(app, late)
  app.now = midnight + 60_000
  await send(app)
  await send(app)
  expect(await take(app, late)).toEqual({ again: midnight + 24 * hour })
  expect(app.all('thread').find(({ phone }) => phone === late.to)?.slot).toMatchObject({ dayIsFull: true })
  app.now = midnight + 24 * hour
  expect(await take(app, late)).toEqual({})
})

test('a text that waits for the next day is not late, says so once, and is put out again when it is forgotten then', async () => {
  const app = await createOffice(1)
  await send(app)
  const { message } = await send(app)
  app.now = midnight - 1000
  await take(app, message)
  await sweepTexts(app)
  const outcomes = (outcome: string) => app.reported.filter((each) => each.outcome === outcome)
  expect(outcomes('waiting')).toMatchObject([{ messageId: message.id, reason: 'daily_cap' }])
  expect(outcomes('late')).toEqual([])
  app.now = midnight + hour
  await sweepTexts(app)
  expect(outcomes('late')).toMatchObject([{ messageId: message.id }])
})

test('a cap that is raised lets go at once what comes again', async () => {
  const app = await createOffice(1)
  await send(app)
  const { message, result } = await send(app)
  expect(result).toEqual({ again: midnight })
  const dailyCaps: BrandCap[] = [{ brandId: 'B1', carrier: 't_mobile', segmentsPerDay: 2 }]
  await app.commit({ ...(await app.settings.get(workspace)), dailyCaps })
  expect(await take(app, message)).toEqual({})
})

test('numbers without a cap read and write nothing for it', async () => {
  const app = createFakeApp()
  const asked: string[] = []
  const spied =
    <A extends unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R => {
      asked.push(name)
      return call(...args)
    }
  const { dailyUse, messages } = app
  app.dailyUse = { ...dailyUse, add: spied('add', dailyUse.add) }
  app.messages = { ...messages, entries: spied('entries', messages.entries) }
  const { result } = await send(app)
  expect(result).toEqual({})
  expect(asked).toEqual([])
  expect(app.all('thread').every(({ counted }) => counted === undefined)).toBe(true)
  expect(await readNumber(app, program, 'num_main')).not.toHaveProperty('cap')
})
