import type { Principal } from '../agents/principal.ts'
import type { ContactId } from '../ids.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { type ChangeNeeds, changeContact } from './change-contact.ts'
import type { Contact } from './contact.ts'
import { type ContactPatch, withFacts, withKnownConsents } from './contact-facts.ts'
import { parsePhones } from './contact-phones.ts'
import { sourceOf } from './words.ts'

/**
 * Edits a contact; an edit that changes nothing writes nothing. Throws `precondition_failed`, `phone_in_use`,
 * `external_id_in_use`, `invalid_phone_number`, `validation_failed` where it is too much, `not_found`.
 */
export const editContact = (
  app: ChangeNeeds,
  principal: Principal,
  id: ContactId,
  { phones, ...patch }: ContactPatch,
  seen?: SeenVersions,
): Promise<Contact> => {
  const word = { source: sourceOf(principal), since: app.clock.now(), by: principal.id }
  return changeContact(
    app,
    principal,
    id,
    (contact, { country }) => {
      const next = withFacts(contact, patch, word)
      return phones
        ? { ...next, phones: withKnownConsents(parsePhones(phones, country, contact.phones), contact) }
        : next
    },
    seen,
  )
}
