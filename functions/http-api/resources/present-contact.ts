import type * as contract from '#contract/api/contacts.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { Contact, ContactPhone } from '#domain/contacts/contact.ts'
import { enrolmentsOf, refusalsOf } from '#domain/contacts/words.ts'
import { time } from './present.ts'
import { presentStates } from './present-consents.ts'

type Operations = typeof contract.contactOperations

export const presentContact = (contact: Contact): Shape<Operations['getContact']['response']> => ({
  id: contact.id,
  name: contact.name,
  emails: contact.emails,
  phones: contact.phones.map(presentPhone),
  attributes: contact.attributes,
  metadata: contact.metadata ?? {},
  external_ids: contact.externalIds,
  sms_enabled: contact.smsEnabled,
  do_not_contact: contact.doNotContact,
  do_not_contact_by: refusalsOf(contact).map(({ since, ...rest }) => ({ ...rest, since: time(since) })),
  enrolled: contact.enrolled,
  enrolments: enrolmentsOf(contact).map(({ since, ...rest }) => ({ ...rest, since: time(since) })),
  zone: contact.zone,
  created_at: time(contact.createdAt),
  version: contact.version,
})

const presentPhone = ({ phone, type, consents = {} }: ContactPhone) => {
  const states = presentStates(consents)
  return { phone, type, opted_out: states.some(({ state }) => state === 'opted_out'), consents: states }
}
