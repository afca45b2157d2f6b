import * as z from 'zod/mini'
import { reportKeys, reportNames } from '../reports.ts'
import type { Operation } from './operation.ts'
import { later, named, timestamp } from './shapes.ts'

/** A day as people write it: 2026-11-30. */
const date = later(() =>
  z.string().check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/),
    z.refine((value) => new Date(value).toJSON()?.startsWith(value) ?? false, {
      error: 'There is no such day.',
    }),
  ),
)

/** One row: its key, and a number, or nothing to measure, for each column of the report. */
const row = named('ReportRow', () => z.catchall(z.object({ key: z.string() }), z.nullable(z.number())))

const range = () => z.object({ from: date, to: date, by: z._default(z.enum(reportKeys), 'day') })
const params = () => z.object({ report: z.enum(reportNames) })

const admins = { scope: 'read', role: 'admin' } as const

export const reportOperations = {
  getReportFile: {
    method: 'GET',
    path: '/v1/reports/{report}.csv',
    summary: 'Read a report as CSV',
    ...admins,
    params,
    query: range,
    response: () => z.string(),
    contentType: 'text/csv',
    status: 200,
  },
  getReport: {
    method: 'GET',
    path: '/v1/reports/{report}',
    summary: 'Read a report',
    ...admins,
    params,
    query: range,
    response: named('Report', () =>
      z.object({
        data: z.array(row()),
        totals: row(),
        columns: z.array(z.string()),
        zone: z.string(),
        data_until: z.optional(timestamp),
      }),
    ),
    status: 200,
  },
} as const satisfies Record<string, Operation>
