import {
  keysOfReport,
  longestReport,
  type ReportKey,
  type ReportName,
  reportColumns,
} from '#contract/reports.ts'
import type { Principal } from '../agents/principal.ts'
import { requireAdmin, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import { type Cell, cellsOf, joined } from './columns.ts'
import { carriedOn, type DayCount, endingWith } from './day-ends.ts'
import { dateOf, dayIn, daysOf } from './report-day.ts'
import { type Counted, partOfReport, type ReportRow } from './report-row.ts'

/** `zone`: whoever names one wants to be sure that days are cut there. */
export type ReportRequest = { report: ReportName; from: string; to: string; by: ReportKey; zone?: string }

/** `rows` and `totals`: a cell for each column. `dataUntil`: epoch milliseconds; unset where nothing was counted yet. */
export type Report = {
  columns: readonly string[]
  rows: { key: string; cells: Cell[] }[]
  totals: Cell[]
  zone: string
  dataUntil?: number
}

type Reading = Pick<App, 'clock' | 'reports' | 'settings'>

/**
 * One report over days in the workspace's zone, both included. Totals are those of the workspace, which is more than the sum of
 * the rows where not everything has an agent or a team. Throws `report_range_too_long`, `report_zone_differs`,
 * `validation_failed`.
 */
export const readReport = async (
  app: Reading,
  principal: Principal,
  { report, from, to, by, zone: asked }: ReportRequest,
): Promise<Report> => {
  requireScope(principal, 'read')
  if (principal.kind === 'agent') requireAdmin(principal)
  requireKey({ report, by })
  requireRange({ from, to })
  const { workspace } = principal
  const { reportZone: zone, pricePerSegment } = await app.settings.get(workspace)
  requireZone(asked, zone)
  const asking = { workspace, zone, report, from, to, by }
  const { all, keyed, until } = await readDays(app, asking)
  const cells = (days: Counted[]) => cellsOf(report, { ...joined(days), pricePerSegment })
  const rows = by === 'day' ? everyDay(all.days, from, to) : byKey(keyed)
  return {
    columns: reportColumns[report],
    rows: rows.map(({ key, days }) => ({ key, cells: cells(days) })),
    totals: cells(all.together),
    zone,
    ...(until !== undefined && { dataUntil: until }),
  }
}

type Asking = Omit<ReportRequest, 'zone'> & { workspace: WorkspaceId; zone: string }

/** `days`: for rows by day. `together`: what the totals are made of. `until`: when that was counted, epoch milliseconds. */
type Days = { all: { days: DayCount[]; together: DayCount[] }; keyed: DayCount[]; until?: number }

const readDays = async (app: Reading, asking: Asking): Promise<Days> => {
  const { workspace, report, from, to, by } = asking
  const part = partOfReport[report]
  const [all, keyed] = await Promise.all([
    app.reports.days(workspace, { group: 'all', part }, { from, to }),
    by === 'day' ? [] : app.reports.days(workspace, { group: by, part }, { from, to }),
  ])
  const days = countsIn(all)
  const read = { all: { days, together: days }, keyed: countsIn(keyed) }
  const until = all.map(({ version }) => version)
  return {
    ...(report === 'backlog' ? await withEnds(app, asking, read) : read),
    ...(until.length > 0 && { until: Math.max(...until) }),
  }
}

/** What is open is handed on by each day to the next one, also where neither is among those that were asked for. */
const withEnds = async (app: Reading, asking: Asking, { all, keyed }: Days): Promise<Days> => {
  const { workspace, zone, from, to, by } = asking
  const { days } = all
  const isWhole = days[0]?.day === from
  const place = { group: 'all', part: 'counts' } as const
  const before = isWhole ? undefined : await app.reports.lastBefore(workspace, place, from)
  const last = days.at(-1)?.day ?? before?.day
  if (last === undefined) return { all, keyed }
  const range = { from: last, to: last }
  const isRead = by === 'day' || days.length > 0
  const atLast = isRead
    ? keyed.filter(({ day }) => day === last)
    : countsIn(await app.reports.days(workspace, { group: by, part: 'counts' }, range))
  const known = [...(before ? countsIn([before]) : []), ...days]
  const today = dayIn(zone)(app.clock.now())
  const dates = datesFrom(from, to).filter((date) => date <= today)
  return {
    all: {
      days: carriedOn(days, dates, before && countsIn([before])[0]),
      together: endingWith(days, { day: last, counts: known.filter(({ day }) => day === last) }),
    },
    keyed: endingWith(keyed, { day: last, counts: atLast }),
  }
}

const countsIn = (rows: ReportRow[]): DayCount[] =>
  rows.flatMap(({ day, keys }) => Object.entries(keys).map(([key, counted]) => ({ day, key, ...counted })))

/** A day that was counted in one zone cannot be cut in another one. */
const requireZone = (asked: string | undefined, zone: string): void => {
  if (asked === undefined || asked === zone) return
  throw new DomainError(
    'report_zone_differs',
    `Days are counted in ${zone}. An admin may change the zone of reports, and all days are counted again.`,
  )
}

const requireKey = ({ report, by }: Pick<ReportRequest, 'report' | 'by'>): void => {
  if (keysOfReport[report].includes(by)) return
  throw new DomainError('validation_failed', `This report can be had by ${keysOfReport[report].join(', ')}.`)
}

/** Throws `report_range_too_long`, and `validation_failed` where the last day is before the first. */
export const requireRange = ({ from, to }: Pick<ReportRequest, 'from' | 'to'>): void => {
  if (to < from) throw new DomainError('validation_failed', 'The last day is before the first.')
  if (daysOf(to) - daysOf(from) >= longestReport)
    throw new DomainError('report_range_too_long', `A report spans at most ${longestReport} days.`)
}

const datesFrom = (from: string, to: string): string[] =>
  Array.from({ length: daysOf(to) - daysOf(from) + 1 }, (_, i) => dateOf(daysOf(from) + i))

type Grouped = { key: string; days: DayCount[] }

/** Days on which nothing happened have a row as well: whoever draws them needs no calendar. */
const everyDay = (days: DayCount[], from: string, to: string): Grouped[] => {
  const known = Map.groupBy(days, ({ day }) => day)
  return datesFrom(from, to).map((key) => ({ key, days: known.get(key) ?? [] }))
}

const byKey = (days: DayCount[]): Grouped[] =>
  [...Map.groupBy(days, ({ key }) => key)]
    .map(([key, days]) => ({ key, days }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
