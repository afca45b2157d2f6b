import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import {
  type ReportDay,
  type ReportGroup,
  type ReportPlace,
  type ReportRow,
  reportGroups,
} from '#domain/reports/report-row.ts'
import { table as names } from '#wiring/table.ts'
import { declareRecord, queryRecords } from './record.ts'
import { recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const partition = (workspace: WorkspaceId, { group, part }: ReportPlace) =>
  `${workspace}#report#${group}#${part}`

const reportKeysOf = ({ workspace, group, part, day, index }: Omit<ReportDay, 'packed'>): Keys => ({
  pk: partition(workspace, { group, part }),
  sk: `${day}#${index}`,
})

export const reportDayRecord = declareRecord({
  kind: 'report_day',
  place: { pk: '<workspace>#report#<group>#<part>', sk: '<day>#<index>' },
  keys: reportKeysOf,
  personal: [],
  keptFor: '5 years',
  schema: () =>
    recordOf('report_day', {
      group: z.enum(reportGroups as [ReportGroup, ...ReportGroup[]]),
      part: z.enum(['counts', 'answers', 'courses']),
      day: z.string(),
      index: z.number(),
      zone: z.string(),
      packed: z.custom<Uint8Array>((packed) => packed instanceof Uint8Array),
      expiresAt: z.number(),
    }),
})

/** Names repeat in every key: compressed, thirty agents are 4 KB instead of 50. */
export const packed = ({ keys, ...row }: ReportRow): ReportDay => ({
  ...{ kind: 'report_day', ...row },
  packed: new Uint8Array(brotliCompressSync(JSON.stringify(keys))),
})

const unpacked = ({ kind, packed, ...row }: ReportDay): ReportRow => ({
  ...row,
  keys: JSON.parse(brotliDecompressSync(packed).toString()),
})

export const reportStore = (table: Table): App['reports'] => ({
  put: (row) => {
    const record = packed(row)
    const timeToLive = Math.ceil(row.expiresAt / 1000)
    return table.replaceOlder({ ...record, ...reportKeysOf(record), [names.timeToLive]: timeToLive })
  },
  days: async (workspace, place, { from, to }) => {
    const range = { from: `${from}#`, to: `${to}#~` }
    const query = { partition: partition(workspace, place), ...range }
    const found = await queryRecords(table, [reportDayRecord], query)
    return found.map(({ record }) => unpacked(record))
  },
  lastBefore: async (workspace, place, day) => {
    const query = { partition: partition(workspace, place), to: day, newestFirst: true, limit: 1 }
    const [found] = await queryRecords(table, [reportDayRecord], query)
    return found && unpacked(found.record)
  },
})
