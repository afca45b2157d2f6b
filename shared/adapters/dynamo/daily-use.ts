import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { CapNotice } from '#domain/numbers/cap-notice.ts'
import type { DailyCap } from '#domain/numbers/daily-cap.ts'
import { day } from '#domain/time.ts'
import { declareRecord } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Key, Keys, Table } from './table.ts'

/** A count of its own for each brand, or number, and day. */
const useKey = ({ workspace, counter, day }: DailyCap): Key => ({
  pk: `${workspace}#rate#${counter}`,
  sk: `day#${day}`,
})

/**
 * One count takes 1,000 writes a second (a partition's limit). The fastest brand that carriers let be sends 75 a second,
 * so the count needs no shards, and is exact.
 */
export const dailyUseStore = (table: Table): App['dailyUse'] => ({
  add: (cap, segments, now) =>
    table.adjust({
      key: useKey(cap),
      attribute: 'used',
      change: { add: segments },
      where: { atMost: cap.segments - segments },
      expiresAt: now + 2 * day,
    }),
  used: async (cap) => Number((await table.get(useKey(cap)))?.used ?? 0),
})

const noticeKeys = ({ workspace, day, level, counter }: CapNotice): Keys => ({
  pk: `${workspace}#cap_notices`,
  sk: `${day}#${level}#${counter}`,
})

export const capNoticeRecord = declareRecord({
  kind: 'cap_notice',
  place: { pk: '<workspace>#cap_notices', sk: '<day>#<level>#<counter>' },
  keys: noticeKeys,
  personal: [],
  keptFor: '35 days',
  schema: () =>
    recordOf('cap_notice', {
      level: z.enum(['low', 'used_up']),
      counter: z.string(),
      day: z.string(),
      segmentsPerDay: z.number(),
      brandId: z.optional(z.string()),
      carrier: z.optional(z.literal('t_mobile')),
      numberId: z.optional(ids.number()),
      expiresAt: z.number(),
    }),
})
