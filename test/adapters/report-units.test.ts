import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportStore } from '#adapters/dynamo/report-day.ts'
import { settingsStore } from '#adapters/dynamo/settings.ts'
import type { ReportKey, ReportName } from '#contract/reports.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { inParallel } from '#domain/in-parallel.ts'
import type { Fact } from '#domain/reports/fact.ts'
import { type PartRow, partRows } from '#domain/reports/part-rows.ts'
import { readReport } from '#domain/reports/read-report.ts'
import { dateOf, daysOf } from '#domain/reports/report-day.ts'
import { rollUp } from '#domain/reports/roll-up.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createRandom } from '../support/random.ts'

const workspace: WorkspaceId = 'wks_units'
const admin = { kind: 'agent', workspace, id: 'agt_admin', role: 'admin' } as const
const from = '2026-10-01'
const month = Array.from({ length: 31 }, (_, i) => dateOf(daysOf(from) + i))
const dayLength = 86_400_000

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

/** Waits of very different lengths, as they are: most some minutes, few hours. */
const createTimes = (random: () => number) => () => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.ceil(600_000 * Math.exp(1.3 * normal))
}

/** A day of agents who each answer so many customers, write as many texts, and close some conversations; over twenty numbers. */
const factsOfDay = (agents: number, answers: number, date: string, random: () => number): Fact[] => {
  const time = createTimes(random)
  return Array.from({ length: agents * answers }, (_, i): Fact[] => {
    const at = daysOf(date) * dayLength + Math.floor(random() * dayLength)
    const agent = `agt_${(i % agents).toString(36).padStart(12, 'x')}` as const
    const number = `num_${Math.floor(random() * 20)
      .toString(36)
      .padStart(12, 'y')}` as const
    const owners = { agent, number, team: `tem_${i % 4}`, version: 1, at } as const
    const sent = { type: 'text', direction: 'outbound', status: 'delivered', origin: 'agent' } as const
    return [
      { ...owners, id: `${i}t`, ...sent, segments: 1 + Math.floor(random() * 3), price: 0.0083 },
      {
        ...owners,
        id: `${i}i`,
        type: 'text',
        direction: 'inbound',
        status: 'received',
        origin: 'customer',
        segments: 1,
      },
      { ...owners, id: `${i}w`, type: 'wait', first: random() < 0.4, took: time() },
      ...(random() < 0.4
        ? ([
            {
              ...owners,
              id: `${i}c`,
              type: 'conversation',
              by: 'customer',
              state: 'closed',
              took: 9 * time(),
            },
            { ...owners, id: `${i}x`, type: 'closed' },
            { ...owners, id: `${i}l`, type: 'claimed', took: time() },
          ] as const)
        : []),
    ]
  }).flat()
}

/** Open hours have a third of a wait, for one in five. */
const counting = (random: () => number) => ({
  target: { first: 900_000, next: 900_000 },
  openTime: (_: unknown, __: number, took: number) => (random() < 0.8 ? took : Math.ceil(took / 3)),
})

const rowsOf = (agents: number, answers: number, date: string, random: () => number): PartRow[] =>
  partRows(rollUp(factsOfDay(agents, answers, date, random), counting(random)))

const write = async (day: string, rows: PartRow[], version: number) => {
  const reports = reportStore(engine.table)
  await inParallel(rows, 20, (row) =>
    reports.put({
      ...{ workspace, day, zone: 'UTC', ...row },
      ...{ expiresAt: Date.parse('2031-01-01'), version },
    }),
  )
}

const unitsOf = async (report: ReportName, by: ReportKey, to = month.at(-1) ?? from): Promise<number> => {
  const app = {
    ...{ reports: reportStore(engine.table), settings: settingsStore(engine.table) },
    clock: { now: () => Date.parse('2026-11-02'), pause: async () => {} },
  }
  engine.units()
  const { rows } = await readReport(app, admin, { report, by, from, to })
  expect(rows.length).toBeGreaterThan(3)
  return engine.units().read
}

const asked: [ReportName, ReportKey][] = [
  ...(['day', 'agent', 'number', 'team'] as const).map((by): [ReportName, ReportKey] => ['responses', by]),
  ...(['day', 'agent', 'number'] as const).map((by): [ReportName, ReportKey] => ['conversations', by]),
  ...(['day', 'agent', 'number'] as const).map((by): [ReportName, ReportKey] => ['volumes', by]),
  ['backlog', 'agent'],
  ['spend', 'number'],
]

const measure = async () => {
  const units: Record<string, number> = {}
  for (const [report, by] of asked) units[`${report} by ${by}`] = await unitsOf(report, by)
  return units
}

test('a month of thirty agents on twenty numbers takes at most twenty read units, whatever its rows are', async () => {
  const random = createRandom(30)
  for (const day of month) await write(day, rowsOf(30, 40, day, random), 1)
  const units = await measure()
  console.info(units)
  for (const [name, taken] of Object.entries(units)) expect(taken, name).toBeLessThanOrEqual(20)
}, 120_000)

test('three hundred agents take some five read units a day', async () => {
  const days = month.slice(0, 3)
  const random = createRandom(300)
  for (const day of days) await write(day, rowsOf(300, 40, day, random), 2)
  const taken = await unitsOf('responses', 'agent', days.at(-1))
  console.info({ 'responses of three days by 300 agents': taken })
  expect(taken).toBeLessThanOrEqual(15)
}, 120_000)
