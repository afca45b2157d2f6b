import * as z from 'zod/mini'
import { contactId, named } from '../api/shapes.ts'
import { event } from './event.ts'

/** `version` grows with every change of the contact: events may overtake each other. */
const data = () => ({ contact_id: contactId, version: z.int() })

export const contactEvents = {
  'contact.created': named('ContactCreated', () => event('contact.created', z.object(data()))),
  /** Facts of it changed. Of what its phones say on consent `consent.changed` tells. */
  'contact.updated': named('ContactUpdated', () => event('contact.updated', z.object(data()))),
  /** It is part of another contact from now on, for which its id stands. */
  'contact.merged': named('ContactMerged', () =>
    event('contact.merged', z.object({ ...data(), merged_into: contactId })),
  ),
}
