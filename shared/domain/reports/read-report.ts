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
import { type Cell, cellsOf, joined } from './columns.ts'
import { dateOf, daysOf, type ReportDay } from './report-day.ts'

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

/**
 * One report over days in the workspace's zone, both included. Totals are those of the workspace, which is more than the sum of
 * the rows where not everything has an agent or a team. Throws `report_range_too_long`, `report_zone_differs`,
 * `validation_failed`.
 */
export const readReport = async (
  app: Pick<App, 'reports' | 'settings'>,
  principal: Principal,
  { report, from, to, by, zone: asked }: ReportRequest,
): Promise<Report> => {
  requireScope(principal, 'read')
  if (principal.kind === 'agent') requireAdmin(principal)
  requireRange({ report, from, to, by })
  const { workspace } = principal
  const [{ reportZone: zone, pricePerSegment }, all, keyed] = await Promise.all([
    app.settings.get(workspace),
    app.reports.days(workspace, 'all', { from, to }),
    by === 'day' ? [] : app.reports.days(workspace, by, { from, to }),
  ])
  requireZone(asked, zone)
  const cells = (rows: ReportDay[]) => cellsOf(report, { ...joined(rows), pricePerSegment })
  const rows = by === 'day' ? everyDay(all, from, to) : byKey(keyed)
  const until = all.map(({ version }) => version)
  return {
    columns: reportColumns[report],
    rows: rows.map(({ key, days }) => ({ key, cells: cells(days) })),
    totals: cells(all),
    zone,
    ...(until.length > 0 && { dataUntil: Math.max(...until) }),
  }
}

/** A day that was counted in one zone cannot be cut in another one. */
const requireZone = (asked: string | undefined, zone: string): void => {
  if (asked === undefined || asked === zone) return
  throw new DomainError(
    'report_zone_differs',
    `Days are counted in ${zone}. An admin may change the zone of reports, and all days are counted again.`,
  )
}

const requireRange = ({ report, from, to, by }: Omit<ReportRequest, 'zone'>): void => {
  if (!keysOfReport[report].includes(by))
    throw new DomainError(
      'validation_failed',
      `This report can be had by ${keysOfReport[report].join(', ')}.`,
    )
  if (to < from) throw new DomainError('validation_failed', 'The last day is before the first.')
  if (daysOf(to) - daysOf(from) >= longestReport)
    throw new DomainError('report_range_too_long', `A report spans at most ${longestReport} days.`)
}

type Grouped = { key: string; days: ReportDay[] }

/** Days on which nothing happened have a row as well: whoever draws them needs no calendar. */
const everyDay = (days: ReportDay[], from: string, to: string): Grouped[] => {
  const known = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: daysOf(to) - daysOf(from) + 1 }, (_, i) => {
    const key = dateOf(daysOf(from) + i)
    const day = known.get(key)
    return { key, days: day ? [day] : [] }
  })
}

const byKey = (days: ReportDay[]): Grouped[] => {
  const found = new Map<string, ReportDay[]>()
  for (const day of days) found.set(day.key, [...(found.get(day.key) ?? []), day])
  return [...found]
    .map(([key, days]) => ({ key, days }))
    .filter(({ days }) => days.some(({ counts }) => Object.keys(counts).length > 0))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
}
