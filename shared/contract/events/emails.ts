import * as z from 'zod/mini'
import { contactId, emailId, named } from '../api/shapes.ts'
import { event } from './event.ts'

const facts = () =>
  z.object({
    email_id: emailId,
    contact_id: z.optional(contactId),
    status: z.string(),
    reason: z.optional(z.string()),
    version: z.int(),
  })

export const emailEvents = {
  /** An e-mail to a contact was accepted. */
  'email.created': named('EmailCreated', () => event('email.created', facts())),
  /** It was sent, arrived or came back. */
  'email.updated': named('EmailUpdated', () => event('email.updated', facts())),
}
