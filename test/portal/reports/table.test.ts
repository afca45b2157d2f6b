import { expect, test } from 'vitest'
import { keysOfReport, reportColumns, reportNames } from '#contract/reports.ts'
import { chartsOf, headOf } from '../../../portal/src/reports/layout.ts'
import { shapeOf } from '../../../portal/src/reports/shape.ts'
import { sortRows, turn } from '../../../portal/src/reports/sort-rows.ts'
import { tiles } from '../../../portal/src/reports/tiles.ts'

test('what is drawn and what the overview says stands in the table of the same report', () => {
  for (const name of reportNames) {
    const { figures, facts, spark } = tiles[name]
    const used = [...chartsOf[name].flatMap(({ columns }) => columns), ...figures, ...facts, spark]
    expect(reportColumns[name]).toEqual(expect.arrayContaining(used))
    expect(keysOfReport[name][0]).toBe('day')
  }
})

test('columns that belong together stand under one heading, and none is lost', () => {
  for (const name of reportNames) {
    const head = headOf(reportColumns[name])
    expect(head.flatMap(({ columns }) => columns)).toEqual(reportColumns[name])
    const groups = head.flatMap(({ group }) => group ?? [])
    expect(new Set(groups).size).toBe(groups.length)
  }
  expect(headOf(['sent', 'first_waits', 'first_p50_ms', 'first_open_p50_ms', 'unanswered'])).toEqual([
    { group: undefined, columns: ['sent'] },
    { group: 'first', columns: ['first_waits', 'first_p50_ms'] },
    { group: 'firstOpen', columns: ['first_open_p50_ms'] },
    { group: undefined, columns: ['unanswered'] },
  ])
})

test('columns of one picture differ in their shape, and not in their colour alone', () => {
  for (const chart of Object.values(chartsOf).flat()) {
    const series = chart.columns.map((column) => ({ column }))
    const shapes = series.map((_, index) => shapeOf({ series }, index))
    expect(new Set(shapes).size).toBe(shapes.length)
  }
})

const rows = [
  { key: 'b', sent: 2, rate: null },
  { key: 'a', sent: 10, rate: 0.5 },
  { key: 'c', sent: 1, rate: 0.9 },
]
const names = { a: 'Zoe', b: 'Ana', c: 'Ben' } as Record<string, string>
const sorted = (column: string, isDown: boolean, by: 'day' | 'agent' = 'agent') =>
  sortRows(rows, { column, isDown }, ({ key }) => names[key] ?? '', by).map(({ key }) => key)

test('rows are sorted by numbers, by names, or days by their date; gaps come last', () => {
  expect(sorted('sent', true)).toEqual(['a', 'b', 'c'])
  expect(sorted('sent', false)).toEqual(['c', 'b', 'a'])
  expect(sorted('key', false)).toEqual(['b', 'c', 'a'])
  expect(sorted('key', true, 'day')).toEqual(['c', 'b', 'a'])
  expect(sorted('rate', true)).toEqual(['c', 'a', 'b'])
  expect(sorted('rate', false)).toEqual(['a', 'c', 'b'])
})

test('a heading sorts one way, then the other, then as it was', () => {
  const first = turn(undefined, 'sent')
  expect(first).toEqual({ column: 'sent', isDown: true })
  const second = turn(first, 'sent')
  expect(second).toEqual({ column: 'sent', isDown: false })
  expect(turn(second, 'sent')).toBeUndefined()
  expect(turn(undefined, 'key')).toEqual({ column: 'key', isDown: false })
})
