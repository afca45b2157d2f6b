import { expect, test } from 'vitest'
import { joined } from '#domain/reports/columns.ts'
import type { Fact } from '#domain/reports/fact.ts'
import { dateOf, dayIn, daysOf } from '#domain/reports/report-day.ts'
import type { ReportRow } from '#domain/reports/report-row.ts'
import { rollUpDays } from '#domain/reports/roll-up-days.ts'
import { spreadOf } from '#domain/reports/spread.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { createRandom } from '../../support/random.ts'

const day = 86_400_000
const first = Date.parse('2026-11-23T00:00:00Z')
const zone = 'America/Denver'
const texts = 200_000
const statuses = ['sent', 'delivered', 'delivered', 'undelivered', 'failed'] as const

type Final = Extract<Fact, { type: 'text' }> & { id: string }

/** What the table holds in the end, and every version of it as it came by. */
const createWeek = () => {
  const random = createRandom(7)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const table: Final[] = []
  const waits: { took: number; at: number }[] = []
  const stream: Fact[] = []
  for (let i = 0; i < texts; i++) {
    const at = first + Math.floor(random() * 7 * day)
    const owners = {
      number: `num_${Math.floor(random() * 5)}`,
      agent: `agt_${Math.floor(random() * 20)}`,
    } as const
    const segments = 1 + Math.floor(random() * 3)
    const text = { type: 'text', id: `msg_${i}`, at, segments, origin: 'agent', ...owners } as const
    if (random() < 0.4) {
      const inbound: Final = { ...text, direction: 'inbound', status: 'received', version: 1 }
      table.push(inbound)
      stream.push(inbound)
      const took = Math.ceil(1000 * Math.exp(random() * 12))
      const wait = { type: 'wait', id: `cnv_${i}#wait`, at, first: true, ...owners } as const
      waits.push({ took, at })
      stream.push({ ...wait, version: 1 }, { ...wait, version: 2, took })
    } else {
      const final: Final = {
        ...text,
        direction: 'outbound',
        status: pick(statuses),
        version: 3,
        price: 0.00581 * segments,
      }
      table.push(final)
      for (const [index, status] of ['queued', 'sent'].entries())
        stream.push({ ...text, direction: 'outbound', status, version: index + 1 })
      stream.push(final)
    }
    if (random() < 0.05) stream.push(stream.at(-1) as Fact)
  }
  for (let i = stream.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1))
    ;[stream[i], stream[other]] = [stream[other] as Fact, stream[i] as Fact]
  }
  return { table, waits, stream }
}

const days = Array.from({ length: 8 }, (_, i) => dateOf(daysOf('2026-11-22') + i))

/** Files as the stream's reader would keep them, a batch at a time. */
const keep = async (app: FakeApp, facts: Fact[], batch: string) => {
  for (let from = 0; from < facts.length; from += 5_000) {
    const files = Map.groupBy(facts.slice(from, from + 5_000), ({ at }) => dateOf(Math.floor(at / day)))
    for (const [date, own] of files)
      await app.facts.write({ workspace, day: date, name: `${batch}-${from}`, facts: own })
  }
}

const createOffice = async () => {
  const app = createFakeApp()
  await app.commit({ ...defaultSettings(workspace), reportZone: zone, firstAnswerWithinSeconds: 3_600 })
  app.now = first + 11 * day
  return app
}

test('200,000 texts in any order, five per cent of them doubled and two per cent three days late, are counted as a plain count of the table', async () => {
  const { table, waits, stream } = createWeek()
  const random = createRandom(3)
  const isLate = stream.map(() => random() < 0.02)
  const app = await createOffice()
  await keep(
    app,
    stream.filter((_, i) => !isLate[i]),
    'in time',
  )
  await rollUpDays(app)
  const place = { group: 'all', part: 'counts' } as const
  const range = { from: days[0] ?? '', to: days.at(-1) ?? '' }
  const received = async () =>
    (await app.reports.days(workspace, place, range)).reduce(
      (sum, { keys }) => sum + (keys.all?.counts.received ?? 0),
      0,
    )
  const inbound = table.filter(({ direction }) => direction === 'inbound').length
  expect(await received()).toBeLessThan(inbound)
  app.advance(3 * day)
  await keep(
    app,
    stream.filter((_, i) => isLate[i]),
    'late',
  )
  await rollUpDays(app)
  expect(await received()).toBe(inbound)

  const of = dayIn(zone)
  const alls = await app.reports.days(workspace, place, range)
  const agents = await app.reports.days(workspace, { ...place, group: 'agent' }, range)
  const countsOf = (rows: ReportRow[], date: string, key: string) =>
    rows.find((row) => row.day === date)?.keys[key]?.counts ?? {}
  for (const date of days) {
    const own = table.filter(({ at }) => of(at) === date)
    const count = (fits: (text: Final) => boolean) => own.filter(fits).length
    for (const agent of ['agt_0', 'agt_19'])
      expect(countsOf(agents, date, agent).received ?? 0).toBe(
        count((t) => t.agent === agent && t.direction === 'inbound'),
      )
    const all = countsOf(alls, date, 'all')
    expect(all.received ?? 0).toBe(count(({ direction }) => direction === 'inbound'))
    for (const status of new Set(statuses))
      expect(all[`status_${status}`] ?? 0).toBe(count((text) => text.status === status))
    const left = own.filter((text) => text.direction === 'outbound' && text.status !== 'failed')
    expect(all.segments_sent ?? 0).toBe(left.reduce((sum, { segments }) => sum + segments, 0))
    expect(all.billed_usd ?? 0).toBeCloseTo(
      left.reduce((sum, t) => sum + (t.price ?? 0), 0),
      5,
    )
  }
  const answers = await app.reports.days(workspace, { group: 'all', part: 'answers' }, range)
  const week = joined(answers.flatMap(({ keys }) => keys.all ?? [])).spreads.first
  const sorted = waits.map(({ took }) => took).toSorted((a, b) => a - b)
  expect(week?.count).toBe(sorted.length)
  for (const [name, share] of [
    ['p50', 0.5],
    ['p90', 0.9],
    ['p95', 0.95],
  ] as const) {
    const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0
    expect(Math.abs((week?.[name] ?? 0) - exact) / exact).toBeLessThanOrEqual(0.01)
  }
}, 120_000)

test('percentiles of one day are exact', () => {
  const times = Array.from({ length: 101 }, (_, i) => i * 1000 + 7)
  expect(spreadOf(times.toReversed())).toMatchObject({ count: 101, p50: 50_007, p90: 90_007, p95: 95_007 })
})

test('percentiles of several days are within one per cent, whatever the times are', () => {
  const random = createRandom(11)
  for (let round = 0; round < 100; round++) {
    const sets = Array.from({ length: 5 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 50) }, () => Math.ceil(1000 * Math.exp(random() * 14))),
    )
    const sorted = sets.flat().toSorted((a, b) => a - b)
    const rows = sets.map((times) => ({ counts: {}, spreads: { first: spreadOf(times) } }))
    const merged = joined(rows).spreads.first
    for (const [name, share] of [
      ['p50', 0.5],
      ['p90', 0.9],
      ['p95', 0.95],
    ] as const) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0
      // Half a millisecond of rounding to whole ones.
      expect(Math.abs((merged?.[name] ?? 0) - exact)).toBeLessThanOrEqual(0.01 * exact + 0.5)
    }
  }
})

test('what took less than a second counts as one beside others, and exactly alone', () => {
  const quick = { counts: {}, spreads: { claim: spreadOf([0, 20, 30]) } }
  expect(joined([quick]).spreads.claim).toMatchObject({ count: 3, p50: 20 })
  const p50 = joined([quick, quick]).spreads.claim?.p50 ?? 0
  expect(Math.abs(p50 - 1_000)).toBeLessThanOrEqual(10)
})
