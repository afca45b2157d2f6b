import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '#contract/client.ts'
import type { ReportColumn, ReportKey, ReportName } from '#contract/reports.ts'
import { Icon } from '../parts/icon.tsx'
import { reportWords } from '../words/reports.ts'
import { headOf } from './layout.ts'
import type { NameRow } from './names.ts'
import { sayCell } from './say.ts'
import { type Sorted, sortRows, turn } from './sort-rows.ts'

type Report = Answer<'getReport'>

type TableProps = { name: ReportName; by: ReportKey; report: Report; nameRow: NameRow }

/** The numbers of a report: what the pictures show, for whoever reads numbers or does not see pictures. */
export const ReportTable = ({ name, by, report, nameRow }: TableProps) => {
  const [sorted, setSorted] = useState<Sorted>()
  const columns = report.columns as ReportColumn[]
  const label = `${reportWords.names[name]}, ${reportWords.keys[by]}`
  const rows = [...report.data, report.totals]
  const hasGaps = rows.some((row) => columns.some((column) => row[column] === null))
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="card report-table" tabIndex={0} aria-label={label}>
        <table>
          <Head columns={columns} by={by} sorted={sorted} sort={(by) => setSorted(turn(sorted, by))} />
          <tbody>
            {sortRows(report.data, sorted, (row) => nameRow(row).name, by).map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <RowLink {...nameRow(row)} />
                </th>
                <Cells row={row} columns={columns} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{reportWords.total}</th>
              <Cells row={report.totals} columns={columns} />
            </tr>
          </tfoot>
        </table>
      </section>
      {hasGaps && <p className="sub">{reportWords.nothingHint}</p>}
      {by !== 'day' && <p className="sub">{reportWords.totalHint}</p>}
    </>
  )
}

const RowLink = ({ name, href }: ReturnType<NameRow>) =>
  href ? (
    <Link href={href} className="link">
      {name}
    </Link>
  ) : (
    name
  )

/** The value itself stands beside what people read, for whoever copies the table into another program. */
const Cells = ({ row, columns }: { row: Report['totals']; columns: ReportColumn[] }) => {
  const begins = beginningsOf(columns)
  return columns.map((column) => {
    const value = row[column]
    const looks = [value === 0 && 'none', begins.has(column) && 'begins']
    return (
      <td key={column} className={looks.filter(Boolean).join(' ')}>
        {value === null || value === undefined ? (
          <span title={reportWords.nothingSaid}>
            <span aria-hidden="true">{reportWords.nothing}</span>
            <span className="unseen">{reportWords.nothingSaid}</span>
          </span>
        ) : (
          <data value={value}>{sayCell(column, value)}</data>
        )}
      </td>
    )
  })
}

/** Where a group begins, and what stands alone after one: a line is before it. */
const beginningsOf = (columns: ReportColumn[]): Set<ReportColumn> => {
  const head = headOf(columns)
  const isBegun = (at: number) =>
    at > 0 && (head[at]?.group !== undefined || head[at - 1]?.group !== undefined)
  return new Set(head.flatMap(({ columns: [first] }, at) => (first && isBegun(at) ? [first] : [])))
}

type HeadProps = {
  columns: ReportColumn[]
  by: ReportKey
  sorted: Sorted | undefined
  sort(column: string): void
}

/** Two rows where columns belong together: the group, and its columns below it. */
const Head = ({ columns, by, sorted, sort }: HeadProps) => {
  const head = headOf(columns)
  const begins = beginningsOf(columns)
  const isDouble = head.some(({ group }) => group)
  const cell = (column: string, text: string, spans?: number) => (
    <th
      key={column}
      scope="col"
      rowSpan={spans}
      aria-sort={sorted?.column === column ? (sorted.isDown ? 'descending' : 'ascending') : undefined}
      className={begins.has(column as ReportColumn) ? 'begins' : undefined}
    >
      <button type="button" title={reportWords.sortBy(text)} onClick={() => sort(column)}>
        {text}
        {sorted?.column === column && <Icon of={sorted.isDown ? ArrowDown : ArrowUp} />}
      </button>
    </th>
  )
  return (
    <thead>
      <tr>
        {cell('key', reportWords.keys[by], isDouble ? 2 : undefined)}
        {head.map(({ group, columns: [first, ...more] }) =>
          group ? (
            <th
              key={group}
              scope="colgroup"
              className={first && begins.has(first) ? 'begins' : undefined}
              colSpan={1 + more.length}
            >
              {reportWords.groups[group]}
            </th>
          ) : (
            first && cell(first, reportWords.columns[first], isDouble ? 2 : undefined)
          ),
        )}
      </tr>
      {isDouble && (
        <tr>
          {head.flatMap(({ group, columns }) =>
            group ? columns.map((column) => cell(column, reportWords.columns[column])) : [],
          )}
        </tr>
      )}
    </thead>
  )
}
