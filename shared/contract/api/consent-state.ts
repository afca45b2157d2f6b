import * as z from 'zod/mini'
import { later, named, numberId, timestamp } from './shapes.ts'

export const consentScope = later(() => z.enum(['workspace', 'number']))
export const consentSource = later(() =>
  z.enum(['customer', 'agent', 'api', 'carrier', 'deadline', 'import']),
)

export const consentAction = later(() =>
  z.enum([
    'opt_out',
    'opt_in',
    'opt_in_question',
    'attested',
    'do_not_contact',
    'do_not_contact_lifted',
    'enrolled',
    'enrolment_ended',
  ]),
)

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
