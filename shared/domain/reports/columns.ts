import { type ReportName, reportColumns } from '#contract/reports.ts'
import type { Counted } from './report-row.ts'
import { toMicros } from './roll-up.ts'
import { joinSpreads, type Spread } from './spread.ts'

/** A value of a column; null where there was nothing to measure. */
export type Cell = number | null

type Sums = Counted & {
  /** What a segment is estimated to cost, US dollars. */
  pricePerSegment: number
}

/** Several days, or several keys, together. */
export const joined = (rows: Counted[]): Counted => {
  const counts: Counted['counts'] = {}
  const spreads: Record<string, Spread[]> = {}
  for (const row of rows) {
    for (const [name, value] of Object.entries(row.counts)) counts[name] = (counts[name] ?? 0) + value
    for (const [name, spread] of Object.entries(row.spreads))
      spreads[name] = [...(spreads[name] ?? []), spread]
  }
  const spread = (all: Spread[]) => joinSpreads(all) as Spread
  return {
    counts: Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, toMicros(value)])),
    spreads: Object.fromEntries(Object.entries(spreads).map(([name, all]) => [name, spread(all)])),
  }
}

/** The cells of a report's row, in the order of its columns. */
export const cellsOf = (report: ReportName, sums: Sums): Cell[] =>
  reportColumns[report].map((column) => cell(report, column, sums))

const cell = (report: ReportName, column: string, sums: Sums): Cell => {
  const made = computed[`${report}.${column}`] ?? computed[column]
  if (made) return made(sums)
  const time = /^(.+)_(p\d\d)_ms$/.exec(column)
  if (time) return sums.spreads[nameOf(report, time[1])]?.[time[2] as 'p50'] ?? null
  return sums.counts[column] ?? 0
}

const atEnd =
  (name: string) =>
  ({ counts }: Sums) =>
    counts[name] ?? null

const nameOf = (report: ReportName, name = '') =>
  report === 'cases' && name === 'resolution' ? 'case_resolution' : name

const of =
  (...names: string[]) =>
  ({ counts }: Sums) =>
    names.reduce((sum, name) => sum + (counts[name] ?? 0), 0)

const share =
  (part: string, ...whole: string[]) =>
  (sums: Sums) => {
    const all = of(...whole)(sums)
    return all === 0 ? null : Math.round((of(part)(sums) / all) * 10_000) / 10_000
  }

const priced = (name: string, unpriced: string) => (sums: Sums) =>
  toMicros(of(name)(sums) + of(unpriced)(sums) * sums.pricePerSegment)

/** Columns that are made of several counts, or have another name in the rows. */
const computed: Record<string, (sums: Sums) => Cell> = {
  blocked: of('status_blocked'),
  canceled: of('status_canceled'),
  conversations_opened: of('opened'),
  first_within_target_rate: share('first_within_target', 'first_answered'),
  next_within_target_rate: share('next_within_target', 'next_answered'),
  claimed: ({ spreads }) => spreads.claim?.count ?? 0,
  delivered: of('status_delivered'),
  undelivered: of('status_undelivered'),
  failed: of('status_failed'),
  unknown: of('status_unknown'),
  on_its_way: of('status_sending', 'status_sent'),
  delivered_rate: share('status_delivered', 'sent', 'status_failed'),
  opt_outs: of('consent_opt_out'),
  opt_ins: of('consent_opt_in'),
  opt_outs_by_text: of('consent_opt_out_customer'),
  opt_outs_by_carrier: of('consent_opt_out_carrier'),
  opt_outs_by_hand: of('consent_opt_out_agent', 'consent_opt_out_api', 'consent_opt_out_import'),
  opt_out_rate: share('consent_opt_out', 'sent'),
  // Where the carrier has not said yet, or never says.
  estimated_usd: priced('billed_usd', 'segments_unpriced'),
  wasted_usd: priced('wasted_usd', 'wasted_unpriced'),
  credits_used: of('credits_use'),
  credits_given_back: of('credits_give_back'),
  credits_added: of('credits_pack', 'credits_month'),
  net_change: (sums) => of('opened', 'reopened')(sums) - of('closed')(sums),
  'cases.opened': of('cases'),
  'cases.done': of('cases_done'),
  'cases.open': of('cases_open'),
  'cases.waiting': of('cases_waiting'),
  // Of days to come nobody knows it.
  open_at_end: atEnd('open_at_end'),
  unclaimed_at_end: atEnd('unclaimed_at_end'),
  waiting_at_end: atEnd('waiting_at_end'),
  // Not counted yet.
  lost_claims: () => null,
  cooling_down: of('run_cooling_down'),
  stopped: of('run_stopped', 'run_too_many_runs'),
}
