import { type MetadataPatch, withMetadata } from '../metadata.ts'
import { type Patch, patched } from '../patch.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import type { Contact, ContactPhone, Refusal } from './contact.ts'
import type { WrittenPhone } from './contact-phones.ts'
import { withEnrolled, withRefusal } from './words.ts'

/** What people and programs tell of a contact; the phones in any common format of the workspace's country. */
export type ContactFacts = Pick<
  Contact,
  | 'name'
  | 'emails'
  | 'attributes'
  | 'metadata'
  | 'externalIds'
  | 'smsEnabled'
  | 'doNotContact'
  | 'enrolled'
  | 'zone'
> & { phones: WrittenPhone[] }

/** In the maps, null takes one entry away and the others stay. */
export type ContactPatch = Omit<Patch<ContactFacts>, 'attributes' | 'externalIds' | 'metadata'> & {
  attributes?: Record<string, string | null>
  externalIds?: Record<string, string | null>
  metadata?: MetadataPatch
}

/** The contact with facts that people or programs tell of it, without its phones; `word` says whose they are. */
export const withFacts = (
  contact: Contact,
  {
    attributes = {},
    externalIds = {},
    metadata,
    doNotContact,
    enrolled,
    ...facts
  }: Omit<ContactPatch, 'phones'>,
  word: Refusal,
): Contact => {
  const told = patched(contact, {
    ...facts,
    attributes: patched(contact.attributes, attributes as Record<string, string>),
    externalIds: patched(contact.externalIds, externalIds as Record<string, string>),
    metadata: metadata && withMetadata(contact.metadata, metadata),
  })
  return withEnrolled(withRefusal(told, doNotContact, word), enrolled, word)
}

/** Phones with what the contact shows of those that it has already. */
export const withKnownConsents = (phones: ContactPhone[], before: Contact): ContactPhone[] =>
  phones.map((entry) => {
    const known = before.phones.find(({ phone }) => isSamePhone(phone, entry.phone))
    return known?.consents ? { ...entry, consents: known.consents } : entry
  })
