import type { App } from '#domain/app.ts'
import { encodeNumber } from '#domain/ids.ts'
import type { OpeningRun } from '#domain/scheduled/opening.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

/**
 * One partition of the index has the openings of all workspaces by their time, so that what is overdue is one query.
 * There are as many as openings, not as texts: too few to make it hot.
 */
const index = 'openings'

export const openingKeys = ({ workspace, numberId, minute }: Omit<OpeningRun, 'run'>): Keys => ({
  pk: `${workspace}#openings#${numberId}`,
  sk: encodeNumber(minute, 10),
  gsi1pk: index,
  gsi1sk: `${encodeNumber(minute, 10)}#${workspace}#${numberId}`,
})

export const openingStore = (table: Table): App['openings'] => ({
  get: (of, reading) => getRecord(table, 'opening', openingKeys(of), reading),
  due: (until, page) =>
    queryRecords(table, 'opening', {
      index: true,
      partition: index,
      to: `${encodeNumber(until, 10)}~`,
      ...page,
    }),
})
