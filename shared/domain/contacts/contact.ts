import type { ContactId, WorkspaceId } from '../ids.ts'
import type { Metadata } from '../metadata.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import type { Address } from '../phones/phone.ts'
import type { Consents } from '../threads/consent.ts'
import type { ContactFlags, Thread } from '../threads/thread.ts'

/** A customer of the workspace, found by any of its phones. */
export type Contact = {
  kind: 'contact'
  workspace: WorkspaceId
  id: ContactId
  name?: string
  emails: string[]
  phones: ContactPhone[]
  attributes: Record<string, string>
  metadata?: Metadata
  /** Ids in outside systems, by system. */
  externalIds: Record<string, string>
  smsEnabled: boolean
  doNotContact: boolean
  enrolled: boolean
  /** IANA zone, where it is known. */
  zone?: string
  /** Set when this contact was merged into another one, which its id then stands for. */
  mergedInto?: ContactId
  /** How its name and e-mails stand in the index: unset as at first, with the signs as they were typed. */
  termForm?: 'plain'
  createdAt: number
  version: number
}

/** `consents`: copied from the thread of the phone, so that lists show them. */
export type ContactPhone = { phone: Address; type: PhoneType; consents?: Consents }
export type PhoneType = 'mobile' | 'work' | 'home' | 'other'

export const newContact = (
  facts: Pick<Contact, 'workspace' | 'id' | 'phones' | 'createdAt'> & Partial<Contact>,
): Contact => ({
  kind: 'contact',
  emails: [],
  attributes: {},
  externalIds: {},
  smsEnabled: true,
  doNotContact: false,
  enrolled: false,
  version: 0,
  ...facts,
})

/** The contact, showing what its threads say on whether they may be texted. */
export const withConsentsOf = (contact: Contact, threads: Pick<Thread, 'phone' | 'consents'>[]): Contact => ({
  ...contact,
  phones: contact.phones.map((entry) => {
    const thread = threads.find(({ phone }) => isSamePhone(phone, entry.phone))
    return thread && Object.keys(thread.consents).length > 0 ? { ...entry, consents: thread.consents } : entry
  }),
})

/** Enough to tell customers apart in a list. */
const shownOfName = 80

/** What each of its threads copies: texts need a phone that is categorized as mobile on the record (Syncro). */
export const flagsOf = (contact: Contact): ContactFlags => ({
  smsEnabled: contact.smsEnabled,
  doNotContact: contact.doNotContact,
  enrolled: contact.enrolled,
  ...withoutMobile(contact),
  ...(contact.zone && { zone: contact.zone }),
  ...(contact.name && { name: contact.name.slice(0, shownOfName) }),
})

const withoutMobile = ({ phones }: Contact): Pick<ContactFlags, 'noMobile'> => {
  const [first, ...others] = new Set(phones.map(({ type }) => type))
  if (!first || [first, ...others].some((type) => type === 'mobile')) return {}
  return { noMobile: phones.length > 1 || first === 'mobile' ? 'several' : first }
}

/**
 * Two records of one person as one. Where they differ the target's word counts, but a refusal of either holds;
 * whoever is enrolled under one of the two is enrolled.
 */
export const mergedContact = (target: Contact, source: Contact): Contact => ({
  ...target,
  name: target.name ?? source.name,
  emails: [...new Set([...target.emails, ...source.emails])],
  phones: [...target.phones, ...source.phones],
  attributes: { ...source.attributes, ...target.attributes },
  metadata: { ...source.metadata, ...target.metadata },
  externalIds: { ...source.externalIds, ...target.externalIds },
  smsEnabled: target.smsEnabled && source.smsEnabled,
  doNotContact: target.doNotContact || source.doNotContact,
  enrolled: target.enrolled || source.enrolled,
  zone: target.zone ?? source.zone,
})
