import type { ReportColumn } from '#contract/reports.ts'
import { reportWords } from '../words/reports.ts'
import { type Chart, groupOf } from './layout.ts'

/** What a column is called where its group does not stand above it. */
export const fullName = (column: ReportColumn): string => {
  const group = groupOf(column)
  const name = reportWords.columns[column]
  return group ? `${reportWords.groups[group]}: ${name}` : name
}

/** What a column is called in a picture, whose heading says the group where all are of one. */
export const nameInChart = (column: ReportColumn, { columns }: Pick<Chart, 'columns'>): string => {
  const isShared = columns.every((other) => groupOf(other) === groupOf(column))
  return isShared ? reportWords.columns[column] : fullName(column)
}
