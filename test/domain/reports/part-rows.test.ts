import { expect, test } from 'vitest'
import { reportNames } from '#contract/reports.ts'
import { cellsOf } from '#domain/reports/columns.ts'
import type { Fact } from '#domain/reports/fact.ts'
import { partRows } from '#domain/reports/part-rows.ts'
import { partOfReport } from '#domain/reports/report-row.ts'
import { rollUp } from '#domain/reports/roll-up.ts'

const at = 1_795_860_000_000
const place = (id: string) => ({ id, version: 1, at, number: 'num_main', agent: 'agt_ana' }) as const

/** Something of everything that reports count. */
const facts: Fact[] = [
  { ...place('1'), type: 'text', direction: 'inbound', status: 'received', origin: 'customer', segments: 2 },
  {
    ...place('2'),
    type: 'text',
    direction: 'outbound',
    status: 'delivered',
    origin: 'agent',
    segments: 3,
    wasted: 1,
  },
  { ...place('3'), type: 'wait', first: true, took: 61_000 },
  { ...place('4'), type: 'wait', first: false, took: 35_000 },
  { ...place('5'), type: 'wait', first: false },
  { ...place('6'), type: 'conversation', by: 'us', state: 'closed', took: 900_000 },
  { ...place('7'), type: 'conversation', by: 'split', state: 'open' },
  { ...place('8'), type: 'conversation', by: 'customer', state: 'merged' },
  { ...place('9'), type: 'claimed', took: 12_000 },
  { ...place('10'), type: 'closed', unanswered: true },
  { ...place('11'), type: 'reopened' },
  { ...place('12'), type: 'transferred' },
  { ...place('18'), type: 'claim_lost' },
  { ...place('13'), type: 'consent', action: 'opt_out', origin: 'customer' },
  { ...place('14'), type: 'credits', kind: 'use', change: -3 },
  { ...place('15'), type: 'case', state: 'done', took: 500_000 },
  { ...place('16'), type: 'run', outcome: 'branch', done: 2, refused: 1 },
]
const open: Fact = { ...place('17'), type: 'state', open: true, waiting: true }
const counting = {
  target: { first: 60_000, next: 60_000 },
  openTime: (_: unknown, __: number, took: number) => took,
}

test('the part of each report has every number and time that the whole day has', () => {
  const rolled = rollUp(facts, counting, new Map([[open.id, open]]))
  const whole = rolled.find(({ group }) => group === 'agent')
  if (!whole) throw new Error('Nothing was counted.')
  const rows = partRows(rolled)
  for (const report of reportNames) {
    const row = rows.find(({ group, part }) => group === 'agent' && part === partOfReport[report])
    const counted = row?.keys.agt_ana
    if (!counted) throw new Error(`Nothing was counted of ${report}.`)
    expect(cellsOf(report, { ...counted, pricePerSegment: 0.01 })).toEqual(
      cellsOf(report, { ...whole, pricePerSegment: 0.01 }),
    )
  }
})

test('too many keys for one row stand in several, each once', () => {
  const many = Array.from(
    { length: 2_500 },
    (_, i): Fact => ({ ...place(`${i}`), type: 'reopened', agent: `agt_${i}` }),
  )
  const rows = partRows(rollUp(many, counting)).filter(
    ({ group, part }) => group === 'agent' && part === 'counts',
  )
  expect(rows.map(({ index, keys }) => [index, Object.keys(keys).length])).toEqual([
    [0, 1000],
    [1, 1000],
    [2, 500],
  ])
  expect(new Set(rows.flatMap(({ keys }) => Object.keys(keys)))).toHaveProperty('size', 2_500)
})
