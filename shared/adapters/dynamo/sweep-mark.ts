import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { NumberOf } from '#domain/outbound/sweep-mark.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const sweepMarkKeys = ({ workspace, numberId }: NumberOf): Keys => ({
  pk: `${workspace}#sweep#${numberId}`,
  sk: 'sweep_mark',
})

export const sweepMarkRecord = declareRecord({
  kind: 'sweep_mark',
  place: { pk: '<workspace>#sweep#<numberId>', sk: 'sweep_mark' },
  keys: sweepMarkKeys,
  personal: [],
  schema: () => recordOf('sweep_mark', { numberId: ids.number(), left: z.string(), settled: z.string() }),
})

export const sweepMarkStore = (table: Table): App['sweepMarks'] => ({
  get: (number) => getRecord(table, [sweepMarkRecord], sweepMarkKeys(number), 'fresh'),
})
