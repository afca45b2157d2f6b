import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Unreadable } from '#domain/unreadable/unreadable.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const unreadableKeys = ({ workspace, id }: Pick<Unreadable, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#unreadable`,
  sk: id,
})

export const unreadableRecord = declareRecord({
  kind: 'unreadable',
  place: { pk: '<workspace>#unreadable', sk: '<id>' },
  keys: unreadableKeys,
  personal: ['raw'],
  keptFor: '400 days',
  schema: () =>
    recordOf('unreadable', {
      id: ids.unreadable(),
      source: z.enum(['inbound', 'receipts']),
      reason: z.enum(['unreadable', 'failing', 'unrouted']),
      detail: z.string(),
      raw: z.string(),
      cut: z.boolean(),
      receivedAt: z.number(),
      expiresAt: z.number(),
    }),
})

export const unreadableStore = (table: Table): App['unreadable'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, [unreadableRecord], unreadableKeys({ workspace, id }), reading),
  page: (workspace, { limit, from }) =>
    queryRecords(table, [unreadableRecord], {
      partition: `${workspace}#unreadable`,
      to: from,
      limit,
      newestFirst: true,
    }),
})
