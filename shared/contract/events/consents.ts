import * as z from 'zod/mini'
import { contactId, named, numberId } from '../api/shapes.ts'
import { event } from './event.ts'

export const consentEvents = {
  /** An entry was added to the ledger of consent. */
  'consent.changed': named('ConsentChanged', () =>
    event(
      'consent.changed',
      z.object({
        consent_id: z.string(),
        contact_id: contactId,
        action: z.enum(['opt_out', 'opt_in', 'opt_in_question']),
        scope: z.enum(['workspace', 'number']),
        source: z.enum(['customer', 'agent', 'api', 'carrier']),
        number_id: z.optional(numberId),
      }),
    ),
  ),
}
