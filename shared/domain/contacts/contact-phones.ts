import type { App, Reading } from '../app.ts'
import { ConflictError, DomainError } from '../error.ts'
import { newThreadRef } from '../ids.ts'
import { type Phone, parsePhone } from '../phone.ts'
import { newThread, type Thread } from '../threads/thread.ts'
import { type Contact, type ContactPhone, flagsOf, type PhoneType } from './contact.ts'

/** A phone as people write it, in any common format. */
export type WrittenPhone = { phone: string; type: PhoneType }

/** Each phone once, the last word on its type counts. Throws `invalid_phone_number`. */
export const parsePhones = (written: WrittenPhone[], country: string): ContactPhone[] => {
  const phones = written.map(({ phone, type }) => ({ phone: parseOrRefuse(phone, country), type }))
  return [...new Map(phones.map((entry) => [entry.phone, entry])).values()]
}

/** E.164 of a phone in any common format. Throws `invalid_phone_number`. */
export const parseOrRefuse = (text: string, country: string): Phone => {
  const phone = parsePhone(text, country)
  if (!phone) throw new DomainError('invalid_phone_number', 'Not a valid phone number.')
  return phone
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
  const owner = taken.find((thread) => thread !== undefined)?.contactId
  if (owner) throw new DomainError('phone_in_use', 'Another contact has this phone.', { contact_id: owner })
  return phones.map(({ phone }) => ({
    ...newThread({ workspace, phone, ref: newThreadRef(app.randomId), contactId: contact.id }),
    flags: flagsOf(contact),
  }))
}

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
