import Papa from 'papaparse'
import type { BaseApp } from '#adapters/app.ts'
import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/reports.ts'
import { type Report, readReport } from '#domain/reports/read-report.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime } from './present.ts'

export const reportRoutes: Routes<typeof contract.reportOperations, BaseApp> = {
  getReport: async ({ app, principal, params, query }) =>
    presentReport(await readReport(app, principal, { ...params, ...query })),
  getReportFile: async ({ app, principal, params, query }) =>
    fileOf(await readReport(app, principal, { ...params, ...query })),
}

type Row = Shape<(typeof contract.reportOperations)['getReport']['response']>['totals']

const presentReport = ({ rows, totals, columns, zone, dataUntil }: Report) => {
  const row = (key: string, cells: Report['totals']) => {
    const named = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? null]))
    return { ...named, key } as Row
  }
  return {
    data: rows.map(({ key, cells }) => row(key, cells)),
    totals: row('total', totals),
    ...{ columns: [...columns], zone, data_until: optionalTime(dataUntil) },
  }
}

/** The very same numbers; nothing to measure is an empty cell. */
const fileOf = ({ rows, totals, columns }: Report): string =>
  Papa.unparse([['key', ...columns], ...rows.map(({ key, cells }) => [key, ...cells]), ['total', ...totals]])
