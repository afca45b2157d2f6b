import type { App, Reading } from '../app.ts'
import type { Contact } from '../contacts/contact.ts'
import { DomainError, notFound } from '../error.ts'
import type { ContactId } from '../ids.ts'
import { type Phone, parsePhone } from '../phones/phone.ts'
import type { Settings } from '../settings/settings.ts'
import { newCustomer } from './new-customer.ts'
import type { Thread } from './thread.ts'

/** A thread, and the contact where it had to be made. */
export type Recipient = { thread: Thread; contact?: Contact }

type Needs = Pick<App, 'chance' | 'clock' | 'contacts' | 'threads'>

/**
 * The thread of a phone in any common format, or of a contact's first mobile phone. Throws `invalid_phone_number`,
 * `not_found` for a contact.
 */
export const findRecipient = async (
  app: Needs,
  settings: Settings,
  to: { to?: string; contact_id?: ContactId },
  reading: Reading,
): Promise<Recipient> => {
  const { workspace, country } = settings
  const contact = to.contact_id && (await app.contacts.get(workspace, to.contact_id))
  if (to.contact_id && !contact) throw notFound('contact')
  const phone = to.to === undefined ? contact && firstMobile(contact) : parsePhone(to.to, country)
  if (!phone)
    throw new DomainError('invalid_phone_number', 'There is no phone number that a text could go to.')
  const thread = await app.threads.byPhone(workspace, phone, reading)
  return thread ? { thread } : newCustomer(app, workspace, phone)
}

/** SMS goes to phones that are known to be mobile (Syncro); failing those, to the first one. */
const firstMobile = ({ phones }: Contact): Phone | undefined =>
  (phones.find(({ type }) => type === 'mobile') ?? phones[0])?.phone
