import type { App } from '#domain/app.ts'
import type { NamedHours } from '#domain/hours/named-hours.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

export const hoursKeys = ({ workspace, id }: Pick<NamedHours, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#business_hours`,
  sk: id,
})

export const hoursStore = (table: Table): App['hours'] => ({
  get: (workspace, id, reading) => getRecord(table, 'business_hours', hoursKeys({ workspace, id }), reading),
  page: (workspace, page) =>
    queryRecords(table, 'business_hours', { partition: `${workspace}#business_hours`, ...page }),
})
