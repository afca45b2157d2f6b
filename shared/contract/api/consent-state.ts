import * as z from 'zod/mini'
import { later, named, numberId, timestamp } from './shapes.ts'

export const consentScope = later(() => z.enum(['workspace', 'number']))
export const consentSource = later(() => z.enum(['customer', 'agent', 'api', 'carrier', 'deadline']))

/** What counts for a phone now, in the whole workspace or for one number. */
export const consentState = named('ConsentState', () =>
  z.object({
    state: z.enum(['opted_in', 'opted_out']),
    scope: consentScope,
    number_id: z.optional(numberId),
    source: consentSource,
    at: timestamp,
    expires_at: z.optional(timestamp),
  }),
)
