import type { ReportColumn, ReportName } from '#contract/reports.ts'

export type ChartName =
  | 'texts'
  | 'first'
  | 'next'
  | 'opened'
  | 'resolution'
  | 'left'
  | 'rate'
  | 'open'
  | 'consents'
  | 'cost'
  | 'wasted'
  | 'cases'
  | 'runs'

/** Columns that are read together; each is named within its group. */
export type GroupName =
  | 'first'
  | 'firstOpen'
  | 'next'
  | 'nextOpen'
  | 'claim'
  | 'resolution'
  | 'credits'
  | 'wasted'
  | 'optOuts'
  | 'atEnd'

/** One picture of a report. The first column is drawn as bars unless all are times or shares; the others are lines. */
export type Chart = {
  name: ChartName
  columns: readonly ReportColumn[]
  /** The setting that says what is wanted, seconds. */
  target?: 'first_answer_within_seconds' | 'next_answer_within_seconds'
}

/** The pictures of each report, the one that matters most first. */
export const chartsOf: Record<ReportName, readonly [Chart, ...Chart[]]> = {
  volumes: [{ name: 'texts', columns: ['received', 'sent'] }],
  responses: [
    { name: 'first', columns: ['first_p50_ms', 'first_p90_ms'], target: 'first_answer_within_seconds' },
    { name: 'next', columns: ['next_p50_ms', 'next_p90_ms'], target: 'next_answer_within_seconds' },
  ],
  conversations: [
    { name: 'opened', columns: ['opened', 'closed'] },
    { name: 'resolution', columns: ['resolution_p50_ms', 'resolution_p90_ms'] },
  ],
  delivery: [
    { name: 'left', columns: ['sent', 'undelivered', 'failed'] },
    { name: 'rate', columns: ['delivered_rate'] },
  ],
  consent: [{ name: 'consents', columns: ['opt_outs', 'opt_ins'] }],
  spend: [
    { name: 'cost', columns: ['estimated_usd', 'wasted_usd'] },
    { name: 'wasted', columns: ['wasted_segments'] },
  ],
  backlog: [
    { name: 'opened', columns: ['opened', 'closed'] },
    { name: 'open', columns: ['open_at_end', 'waiting_at_end'] },
  ],
  cases: [{ name: 'cases', columns: ['opened', 'done'] }],
  workflows: [{ name: 'runs', columns: ['considered', 'acted'] }],
}

const groups: [RegExp, GroupName][] = [
  [/^first_open_/, 'firstOpen'],
  [/^first_/, 'first'],
  [/^next_open_/, 'nextOpen'],
  [/^next_/, 'next'],
  [/^claim_p/, 'claim'],
  [/^resolution_p/, 'resolution'],
  [/^credits_/, 'credits'],
  [/^wasted_/, 'wasted'],
  [/^opt_outs_by_/, 'optOuts'],
  [/_at_end$/, 'atEnd'],
]

/** Under which heading a column stands; undefined for one that says everything itself. */
export const groupOf = (column: string): GroupName | undefined =>
  groups.find(([pattern]) => pattern.test(column))?.[1]

export type HeadCell<Column extends string = string> = { group: GroupName | undefined; columns: Column[] }

/** The upper row of a table's head: columns next to each other that belong together, and those that stand alone. */
export const headOf = <Column extends string>(columns: readonly Column[]): HeadCell<Column>[] => {
  const head: HeadCell<Column>[] = []
  for (const column of columns) {
    const group = groupOf(column)
    const last = head.at(-1)
    if (group && last?.group === group) last.columns.push(column)
    else head.push({ group, columns: [column] })
  }
  return head
}
