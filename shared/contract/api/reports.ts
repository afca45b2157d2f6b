import * as z from 'zod/mini'
import { reportKeys, reportNames } from '../reports.ts'
import type { Operation } from './operation.ts'
import { agentId, later, named, numberId, teamId, timestamp, zone } from './shapes.ts'

/** A day as people write it: 2026-11-30. */
export const date = later(() =>
  z.string().check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/),
    z.refine((value) => new Date(value).toJSON()?.startsWith(value) ?? false, {
      error: 'There is no such day.',
    }),
  ),
)

/** One row: its key, what a code means, and a number, or nothing to measure, for each column of the report. */
const row = named('ReportRow', () =>
  z.catchall(z.object({ key: z.string(), label: z.optional(z.string()) }), z.nullable(z.number())),
)

const range = () =>
  z.object({ from: date, to: date, by: z._default(z.enum(reportKeys), 'day'), zone: z.optional(zone) })
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
  getBacklog: {
    method: 'GET',
    path: '/v1/backlog',
    summary: 'How many conversations are open, unclaimed and waiting now',
    ...admins,
    query: () =>
      z.object({
        number_id: z.optional(numberId),
        team_id: z.optional(teamId),
        agent_id: z.optional(agentId),
      }),
    response: named('Backlog', () =>
      z.object({
        open: z.int(),
        unclaimed: z.int(),
        waiting: z.int(),
        oldest_waiting_since: z.optional(timestamp),
        capped: z.boolean(),
      }),
    ),
    status: 200,
  },
} as const satisfies Record<string, Operation>
