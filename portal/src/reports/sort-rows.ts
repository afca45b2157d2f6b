import type { ReportKey } from '#contract/reports.ts'

/** By which column a table is sorted. */
export type Sorted = { column: string; isDown: boolean }

/** What a press on a heading does: numbers begin with the largest, names with A; a third press is as before. */
export const turn = (sorted: Sorted | undefined, column: string): Sorted | undefined => {
  const first = column !== 'key'
  if (sorted?.column !== column) return { column, isDown: first }
  return sorted.isDown === first ? { column, isDown: !first } : undefined
}

type Row = { key: string; [column: string]: unknown }

/** Rows in the wanted order. Days stand by their date, anything else by its name; gaps come last either way. */
export const sortRows = <R extends Row>(
  rows: readonly R[],
  sorted: Sorted | undefined,
  nameOf: (row: R) => string,
  by: ReportKey,
): R[] => {
  if (!sorted) return [...rows]
  const { column, isDown } = sorted
  const sign = isDown ? -1 : 1
  const named = (row: R) => (by === 'day' ? row.key : nameOf(row))
  if (column === 'key') return rows.toSorted((a, b) => sign * named(a).localeCompare(named(b)))
  const value = (row: R) => (row[column] === null ? undefined : Number(row[column]))
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)]
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined)
    return sign * (one - other)
  })
}
