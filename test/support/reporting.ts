import type { ReportColumn, ReportKey, ReportName } from '#contract/reports.ts'
import { readReport } from '#domain/reports/read-report.ts'
import { recordFacts } from '#domain/reports/record-facts.ts'
import { rollUpDays } from '#domain/reports/roll-up-days.ts'
import { admin } from './conversing.ts'
import type { FakeApp } from './fake-app.ts'

/** What the table's stream has told since the last time, and what is counted of it. */
export const countFacts = async (app: FakeApp): Promise<void> => {
  await recordFacts(app, app.changes.splice(0))
  await rollUpDays(app)
}

/** A report of some days, its rows by their keys, each cell by its column. */
export const reportOf = async <Name extends ReportName>(
  app: FakeApp,
  report: Name,
  { from, to = from, by = 'day' }: { from: string; to?: string; by?: ReportKey },
) => {
  const { rows, totals, columns, ...facts } = await readReport(app, admin, { report, from, to, by })
  const named = (cells: typeof totals) =>
    Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Row<Name>
  return {
    ...facts,
    rows: Object.fromEntries(rows.map(({ key, cells }) => [key, named(cells)])),
    totals: named(totals),
  }
}

type Row<Name extends ReportName> = Record<ReportColumn<Name>, number | null>
