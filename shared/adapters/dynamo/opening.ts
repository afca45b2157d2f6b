import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { encodeNumber } from '#domain/ids.ts'
import type { OpeningRun } from '#domain/scheduled/opening.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

/**
 * One partition of the index has the openings of all workspaces by their time, so that what is overdue is one query.
 * There are as many as openings, not as texts: too few to make it hot.
 */
const index = 'openings'

const openingKeys = ({ workspace, numberId, minute }: Omit<OpeningRun, 'run'>): Keys => ({
  pk: `${workspace}#openings#${numberId}`,
  sk: encodeNumber(minute, 10),
  gsi1pk: index,
  gsi1sk: `${encodeNumber(minute, 10)}#${workspace}#${numberId}`,
})

export const openingRecord = declareRecord({
  kind: 'opening',
  place: { pk: '<workspace>#openings#<numberId>', sk: '<minute>', index: '`openings`, by minute' },
  keys: openingKeys,
  personal: [],
  schema: () =>
    recordOf('opening', {
      numberId: ids.number(),
      minute: z.number(),
      run: z.number(),
      touchedAt: z.number(),
    }),
})

export const openingStore = (table: Table): App['openings'] => ({
  get: (of, reading) => getRecord(table, [openingRecord], openingKeys(of), reading),
  due: (until, page) =>
    queryRecords(table, [openingRecord], {
      index: true,
      partition: index,
      to: `${encodeNumber(until, 10)}~`,
      ...page,
    }),
})
