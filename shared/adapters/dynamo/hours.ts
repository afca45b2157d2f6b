import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { weekdays } from '#domain/hours/business-hours.ts'
import type { NamedHours } from '#domain/hours/named-hours.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const hoursKeys = ({ workspace, id }: Pick<NamedHours, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#business_hours`,
  sk: id,
})

export const hoursRecord = declareRecord({
  kind: 'business_hours',
  place: { pk: '<workspace>#business_hours', sk: '<id>' },
  keys: hoursKeys,
  personal: [],
  schema: () =>
    recordOf('business_hours', {
      id: ids.hours(),
      name: z.string(),
      zone: z.string(),
      weekly: z.partialRecord(z.enum(weekdays), z.array(interval())),
      holidays: z.array(
        stored({ date: z.string(), name: z.optional(z.string()), intervals: z.array(interval()) }),
      ),
      createdAt: z.number(),
    }),
})

const interval = () => stored({ from: z.string(), to: z.string() })

export const hoursStore = (table: Table): App['hours'] => ({
  get: (workspace, id, reading) => getRecord(table, [hoursRecord], hoursKeys({ workspace, id }), reading),
  page: (workspace, page) =>
    queryRecords(table, [hoursRecord], { partition: `${workspace}#business_hours`, ...page }),
})
