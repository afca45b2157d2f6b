import type { BaseApp } from '#adapters/app.ts'
import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/reports.ts'
import { deliveryWords } from '#contract/delivery-words.ts'
import type { ReportKey } from '#contract/reports.ts'
import { toCsv } from '#domain/imports/csv-rows.ts'
import { readBacklog } from '#domain/reports/read-backlog.ts'
import { type Report, readReport } from '#domain/reports/read-report.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime } from './present.ts'

export const reportRoutes: Routes<typeof contract.reportOperations, BaseApp> = {
  getReport: async ({ app, principal, params, query }) =>
    presentReport(query.by, await readReport(app, principal, { ...params, ...query })),
  getReportFile: async ({ app, principal, params, query }) =>
    fileOf(query.by, await readReport(app, principal, { ...params, ...query })),
  getBacklog: async ({ app, principal, query }) => {
    const { oldestWaitingSince, ...counts } = await readBacklog(app, principal, camelCased(query))
    return { ...counts, oldest_waiting_since: optionalTime(oldestWaitingSince) }
  },
}

type Row = Shape<(typeof contract.reportOperations)['getReport']['response']>['totals']

const presentReport = (by: ReportKey, { rows, totals, columns, zone, dataUntil }: Report) => {
  const row = (key: string, cells: Report['totals']) => {
    const named = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? null]))
    return { ...named, ...labelOf(by, key), key } as Row
  }
  return {
    data: rows.map(({ key, cells }) => row(key, cells)),
    totals: row('total', totals),
    ...{ columns: [...columns], zone, data_until: optionalTime(dataUntil) },
  }
}

/** What the code of a row means; a code that a carrier invented since has no words. */
const labelOf = (by: ReportKey, key: string): { label?: string } => {
  const label = by === 'code' ? (deliveryWords as Record<string, string>)[key] : undefined
  return label === undefined ? {} : { label }
}

/** The very same numbers; nothing to measure is an empty cell. A tag may begin as a formula does. */
const fileOf = (by: ReportKey, { rows, totals, columns }: Report): string => {
  const row = (key: string, cells: Report['totals']) => [
    key,
    ...(by === 'code' ? [labelOf(by, key).label ?? ''] : []),
    ...cells.map((cell) => cell ?? ''),
  ]
  const header = ['key', ...(by === 'code' ? ['label'] : []), ...columns]
  return toCsv([header, ...rows.map(({ key, cells }) => row(key, cells)), row('total', totals)])
}
