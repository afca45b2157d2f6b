import type { Cause } from '../cause.ts'
import type { ContactId, JobId, WorkspaceId } from '../ids.ts'
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
  /** While any source says so. */
  doNotContact: boolean
  /** Whose word that is. Missing where it was said before words had sources. */
  refusals?: Refusal[]
  /** While any source has enrolled it. */
  enrolled: boolean
  enrolments?: Enrolment[]
  /** IANA zone, where it is known. */
  zone?: string
  /** Set when this contact was merged into another one, which its id then stands for. */
  mergedInto?: ContactId
  /** How its name and e-mails stand in the index: unset as at first, with the signs as they were typed. */
  termForm?: 'plain'
  /** The attributes by which it is found as well. */
  termKeys?: string[]
  /** The rows of the last import that changed it, by their numbers. `made`: the first of them created it. */
  imported?: { jobId: JobId; rows: number[]; made?: true }
  /** Who made the last change, where that is known. */
  changedBy?: Cause
  createdAt: number
  version: number
}

/**
 * Whose word it is that a contact must not be contacted, or is enrolled: `hand` is people's; otherwise a program's id, or the
 * name of an outside system. Each takes back its own word only.
 */
export type Source = string

/** `by`: the agent or program that recorded it. Epoch milliseconds. */
export type Refusal = { source: Source; since: number; by?: string }

/** What a customer takes part in (a play of Playbooks, S2). `system`: whose word it is. Epoch milliseconds. */
export type Enrolment = { system: Source; play?: string; since: number }

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
