import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { type ReportDay, type ReportGroup, reportGroups } from '#domain/reports/report-day.ts'
import { table as names } from '#wiring/table.ts'
import { declareRecord, queryRecords } from './record.ts'
import { recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const partition = (workspace: WorkspaceId, group: ReportGroup) => `${workspace}#report#${group}`

const reportKeysOf = ({ workspace, group, day, key }: ReportDay): Keys => ({
  pk: partition(workspace, group),
  sk: `${day}#${key}`,
})

export const reportDayRecord = declareRecord({
  kind: 'report_day',
  place: { pk: '<workspace>#report#<group>', sk: '<day>#<key>' },
  keys: reportKeysOf,
  personal: [],
  keptFor: '5 years',
  schema: () =>
    recordOf('report_day', {
      group: z.enum(reportGroups as [ReportGroup, ...ReportGroup[]]),
      key: z.string(),
      day: z.string(),
      zone: z.string(),
      counts: z.record(z.string(), z.number()),
      spreads: z.record(z.string(), spread()),
      expiresAt: z.number(),
    }),
})

const spread = () =>
  stored({
    count: z.number(),
    p50: z.number(),
    p90: z.number(),
    p95: z.number(),
    buckets: z.string(),
  })

export const reportStore = (table: Table): App['reports'] => ({
  put: (row) =>
    table.replaceOlder({
      ...row,
      ...reportKeysOf(row),
      [names.timeToLive]: Math.ceil(row.expiresAt / 1000),
    }),
  days: async (workspace, group, { from, to }) => {
    const range = { from: `${from}#`, to: `${to}#~` }
    const found = await queryRecords(table, [reportDayRecord], {
      partition: partition(workspace, group),
      ...range,
    })
    return found.map(({ record }) => record)
  },
})
