import * as z from 'zod/mini'
import { named, numberId } from '../api/shapes.ts'
import { event } from './event.ts'

/** The cap is one of a brand, or of a number. */
const data = () =>
  z.object({
    brand_id: z.optional(z.string()),
    carrier: z.optional(z.enum(['t_mobile'])),
    number_id: z.optional(numberId),
    day: z.string(),
    segments_per_day: z.int(),
  })

export const dailyCapEvents = {
  'daily_cap.low': named('DailyCapLow', () => event('daily_cap.low', data())),
  'daily_cap.used_up': named('DailyCapUsedUp', () => event('daily_cap.used_up', data())),
}
