import type { CSSProperties } from 'react'
import type { Answer } from '#contract/client.ts'
import { nameInChart } from './column-name.ts'
import type { Chart } from './layout.ts'
import type { NameRow } from './names.ts'
import { sayCell } from './say.ts'

type Row = Answer<'getReport'>['data'][number]

/** As many as a picture has room for; the table has all. */
const most = 12

/** Rows that are no days as bars across, the longest first. */
export const RowBars = ({ chart, rows, nameRow }: { chart: Chart; rows: Row[]; nameRow: NameRow }) => {
  const { columns } = chart
  const [first] = columns
  const longest = rows.toSorted((a, b) => Number(b[first as string] ?? 0) - Number(a[first as string] ?? 0))
  const highest = Math.max(
    ...rows.flatMap((row) => columns.map((column) => Math.abs(Number(row[column] ?? 0)))),
  )
  return (
    <div className="row-bars" aria-hidden="true">
      {columns.length > 1 && (
        <p className="chart-legend">
          {columns.map((column, index) => (
            <span key={column}>
              <i className={`swatch bar-shape tone-${index}`} />
              {nameInChart(column, chart)}
            </span>
          ))}
        </p>
      )}
      {longest.slice(0, most).map((row) => (
        <div key={row.key} className="row-bar">
          <span className="row-bar-name">{nameRow(row).name}</span>
          <span>
            {columns.map((column, index) => (
              <span key={column} className="row-bar-line">
                <span
                  className={`row-bar-fill tone-${index}`}
                  style={{ '--part': Math.abs(Number(row[column] ?? 0)) / (highest || 1) } as CSSProperties}
                />
                <span className="row-bar-value">{sayCell(column, row[column])}</span>
              </span>
            ))}
          </span>
        </div>
      ))}
    </div>
  )
}
