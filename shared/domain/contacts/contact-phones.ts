import type { App, Reading } from '../app.ts'
import { ConflictError, DomainError } from '../error.ts'
import { newThreadRef } from '../ids.ts'
import { identityOf } from '../phones/national-writings.ts'
import { requirePhone } from '../phones/require-phone.ts'
import { newThread, type Thread } from '../threads/thread.ts'
import { type Contact, type ContactPhone, flagsOf, type PhoneType } from './contact.ts'

/** A phone as people write it, in any common format. */
export type WrittenPhone = { phone: string; type: PhoneType }

/**
 * Each phone once, the last word on its writing and its type counts. What a contact `has` already stays as it is: the short
 * code that it wrote from is no phone. Throws `invalid_phone_number`.
 */
export const parsePhones = (
  written: WrittenPhone[],
  country: string,
  has: ContactPhone[] = [],
): ContactPhone[] => {
  const phones = written.map(({ phone: text, type }) => {
    const known = has.find(({ phone }) => phone === text)
    return { phone: known?.phone ?? requirePhone(text, country), type }
  })
  return [...new Map(phones.map((entry) => [identityOf(entry.phone), entry])).values()]
}

/**
 * Threads for phones that a contact gets. The thread is where a phone's owner is kept, so that two contacts never have
 * the same one, however they race. Throws `phone_in_use` with the owner's id.
 */
export const newThreads = async (
  app: Pick<App, 'randomId' | 'threads'>,
  contact: Contact,
  phones: ContactPhone[],
  reading: Reading,
): Promise<Thread[]> => {
  const { workspace } = contact
  const taken = await Promise.all(phones.map(({ phone }) => app.threads.byPhone(workspace, phone, reading)))
  const other = taken.find((thread) => thread !== undefined)
  if (other) throw phoneInUse(other)
  return phones.map(({ phone }) => ({
    ...newThread({ workspace, phone, ref: newThreadRef(app.randomId), contactId: contact.id }),
    flags: flagsOf(contact),
  }))
}

/** Another contact has the phone of a thread. */
export const phoneInUse = ({ contactId }: Thread): DomainError =>
  new DomainError('phone_in_use', 'Another contact has this phone.', { contact_id: contactId })

/** The threads of phones that a contact has had. */
export const loadThreads = async (
  app: Pick<App, 'threads'>,
  { workspace }: Contact,
  phones: ContactPhone[],
): Promise<Thread[]> => {
  const threads = await Promise.all(phones.map(({ phone }) => app.threads.byPhone(workspace, phone, 'fresh')))
  return threads.map((thread) => {
    if (!thread) throw new ConflictError([])
    return thread
  })
}
