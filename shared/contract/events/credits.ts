import * as z from 'zod/mini'
import { messageId, named } from '../api/shapes.ts'
import { event } from './event.ts'

/** The text that took the credits, if it was one. */
const data = () => z.object({ entry_id: z.string(), left: z.int(), message_id: z.optional(messageId) })

export const creditEvents = {
  /** Fewer credits are left than the setting says. */
  'credits.low': named('CreditsLow', () => event('credits.low', data())),
  'credits.used_up': named('CreditsUsedUp', () => event('credits.used_up', data())),
}
