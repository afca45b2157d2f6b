import type { Answer } from '#contract/client.ts'
import type { ReportKey, ReportName } from '#contract/reports.ts'
import { reportWords } from '../words/reports.ts'
import { nameInChart } from './column-name.ts'
import { DayChart } from './day-chart.tsx'
import { type Chart, chartsOf } from './layout.ts'
import type { NameRow } from './names.ts'
import { RowBars } from './row-bars.tsx'
import { sayTime } from './say.ts'

type Report = Answer<'getReport'>
type Targets = Record<NonNullable<Chart['target']>, number>

type ChartsProps = {
  name: ReportName
  by: ReportKey
  report: Report
  nameRow: NameRow
  settings: Targets
}

/** The pictures of a report. Whoever does not see them has the same numbers in the table. */
export const Charts = ({ name, by, report, nameRow, settings }: ChartsProps) => {
  const shown = chartsOf[name].filter(({ columns }) => hasAny(report, columns))
  return (
    <div className="charts">
      {shown.map((chart) => (
        <figure key={chart.name} className="card chart">
          <figcaption>
            {reportWords.charts[chart.name]}
            <span className="unseen"> {reportWords.seeTable}</span>
          </figcaption>
          {by === 'day' ? (
            <DayChart
              days={report.data.map(({ key }) => key)}
              series={chart.columns.map((column) => ({
                column,
                label: nameInChart(column, chart),
                values: report.data.map((row) => row[column] as number | null),
              }))}
              target={targetOf(chart, settings)}
            />
          ) : (
            <RowBars chart={chart} rows={report.data} nameRow={nameRow} />
          )}
        </figure>
      ))}
    </div>
  )
}

const hasAny = ({ data }: Report, columns: readonly string[]): boolean =>
  data.some((row) => columns.some((column) => Number(row[column] ?? 0) !== 0))

const targetOf = ({ target }: Chart, settings: Targets) => {
  if (!target) return undefined
  const value = settings[target] * 1000
  return { value, label: reportWords.target(sayTime(value)) }
}
