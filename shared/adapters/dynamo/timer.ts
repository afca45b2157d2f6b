import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { type Timer, timerRules } from '#domain/timers/timer.ts'
import { declareRecord, queryRecords } from './record.ts'
import { recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

/** The milliseconds of a time have thirteen digits until the year 2286, and so their letters sort as they do. */
const timerKeys = ({ shard, due, workspace, rule, subject }: Timer): Keys => ({
  pk: partition(shard),
  sk: `${due}#${workspace}#${rule}#${subject}`,
})

const partition = (shard: number): string => `timers#${shard}`

export const timerRecord = declareRecord({
  kind: 'timer',
  place: { pk: 'timers#<shard>', sk: '<due>#<workspace>#<rule>#<subject>' },
  keys: timerKeys,
  personal: [],
  schema: () =>
    recordOf('timer', {
      shard: z.number(),
      due: z.number(),
      rule: z.enum(timerRules),
      subject: z.string(),
    }),
})

export const timerStore = (table: Table): App['timers'] => ({
  // A space is before `#`: what is due this very millisecond is among them.
  due: (shard, until, page) =>
    queryRecords(table, [timerRecord], { partition: partition(shard), to: `${until + 1}`, ...page }),
})
