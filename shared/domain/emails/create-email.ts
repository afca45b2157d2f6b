import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { Contact } from '../contacts/contact.ts'
import { loadContact } from '../contacts/load-contact.ts'
import { DomainError, notFound } from '../error.ts'
import type { ContactId, EmailId, WorkspaceId } from '../ids.ts'
import { decideEmail } from './decide-email.ts'
import { addressKey, type Email, type EmailBlock } from './email.ts'
import { newEmail } from './new-email.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'contacts' | 'emails' | 'randomId' | 'settings'>
type Written = { contactId: ContactId; to?: string } & Pick<Email, 'subject' | 'body'>

/**
 * Accepts an e-mail to a contact: to the address that is named, which must be theirs, or to their first. Throws `not_found`,
 * `forbidden`, and the words of the gate: `email_off`, `no_email_address`, `do_not_contact`, `address_bounced`, `address_complained`.
 */
export const createEmail = async (
  app: Needs,
  principal: Principal,
  { contactId, to, subject, body }: Written,
  beside: (email: Email) => StoredRecord[] = () => [],
): Promise<Email> => {
  requireScope(principal, 'send')
  const { workspace } = principal
  const contact = await loadContact(app, workspace, contactId)
  const { address, refused } = await askEmail(app, workspace, contact, to)
  if (refused) throw refused
  const email = newEmail(app, { workspace, to: address, subject, body, contactId: contact.id })
  await app.commit(email, ...beside(email))
  return asStored(email)
}

/** Where an e-mail to a contact would go, and why it would not. */
export const askEmail = async (
  app: Pick<App, 'emails' | 'settings'>,
  workspace: WorkspaceId,
  contact: Pick<Contact, 'emails' | 'doNotContact'>,
  to?: string,
): Promise<{ address: string; refused?: undefined } | { address?: string; refused: DomainError }> => {
  const address = addressOf(contact, to)
  const [settings, suppression] = await Promise.all([
    app.settings.get(workspace),
    address === undefined ? undefined : app.emails.suppression(workspace, addressKey(address)),
  ])
  const reason = decideEmail({ settings, contact, address, suppression })
  if (!reason && address !== undefined) return { address }
  const code = reason ?? 'no_email_address'
  return { ...(address !== undefined && { address }), refused: new DomainError(code, sentences[code]) }
}

const addressOf = ({ emails }: Pick<Contact, 'emails'>, wanted: string | undefined): string | undefined =>
  wanted === undefined ? emails[0] : emails.find((known) => addressKey(known) === addressKey(wanted))

/** In words, for whoever wrote the e-mail. */
const sentences = {
  email_off: 'The workspace has no sender of e-mails yet: an admin names one in the settings.',
  no_email_address: 'The contact has no such e-mail address.',
  do_not_contact: 'This contact is not to be contacted.',
  address_bounced: 'An earlier e-mail to this address came back for good.',
  address_complained: 'The owner of this address called an earlier e-mail spam.',
} satisfies Record<EmailBlock, string>

/** One e-mail. Throws `not_found`. */
export const readEmail = async (
  app: Pick<App, 'emails'>,
  principal: Principal,
  id: EmailId,
): Promise<Email> => {
  requireScope(principal, 'read')
  const email = await app.emails.get(principal.workspace, id)
  if (!email) throw notFound('e-mail')
  return email
}
