import type { App, Reading } from '../app.ts'
import { DomainError } from '../error.ts'
import type { ContactId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'
import { requirePhone } from '../phones/require-phone.ts'
import type { Settings } from '../settings/settings.ts'
import type { Thread } from '../threads/thread.ts'
import type { Contact } from './contact.ts'
import { loadContact } from './load-contact.ts'
import { newCustomer } from './new-customer.ts'

/** A thread, and the contact where it had to be made. */
export type Recipient = { thread: Thread; contact?: Contact }

/** To whom a text goes: a phone in any common format, or a contact. */
export type RecipientRequest = { to?: string; contactId?: ContactId }

export type RecipientNeeds = Pick<App, 'clock' | 'contacts' | 'randomId' | 'threads'>

/**
 * The thread of a phone in any common format, or of a contact's first mobile phone. Throws `invalid_phone_number`,
 * `not_found` for a contact, `validation_failed` where both are named and the phone is somebody else's.
 */
export const findRecipient = async (
  app: RecipientNeeds,
  settings: Settings,
  { to, contactId }: RecipientRequest,
  reading: Reading,
): Promise<Recipient> => {
  const { workspace, country } = settings
  const contact = contactId && (await loadContact(app, workspace, contactId))
  const phone = to === undefined ? contact && firstMobile(contact) : requirePhone(to, country)
  if (!phone) throw new DomainError('invalid_phone_number', 'This contact has no phone.')
  const thread = await app.threads.byPhone(workspace, phone, reading)
  if (contact && thread?.contactId !== contact.id) throw notTheirs()
  return thread ? { thread } : newCustomer(app, workspace, phone)
}

const notTheirs = () => {
  const detail = "This phone is not one of the contact's."
  return new DomainError('validation_failed', detail, { errors: [{ path: 'to', detail }] })
}

/** SMS goes to phones that are known to be mobile (Syncro); failing those, to the first one. */
const firstMobile = ({ phones }: Contact): Address | undefined =>
  (phones.find(({ type }) => type === 'mobile') ?? phones[0])?.phone
