import type { App } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import type { Contact } from './contact.ts'

/** The contact that an id stands for: one that was merged stands for the contact it was merged into. Throws `not_found`. */
export const loadContact = async (
  app: Pick<App, 'contacts'>,
  workspace: WorkspaceId,
  id: ContactId,
): Promise<Contact> => {
  const contact = await findContact(app, workspace, id)
  if (!contact) throw notFound('contact')
  return contact
}

/** The same; undefined where there is none. */
export const findContact = async (
  app: Pick<App, 'contacts'>,
  workspace: WorkspaceId,
  id: ContactId,
): Promise<Contact | undefined> => {
  const contact = await app.contacts.get(workspace, id, 'fresh')
  return contact?.mergedInto ? findContact(app, workspace, contact.mergedInto) : contact
}

/** A contact that is to be changed. Throws `not_found`, with the id of the other contact where this one was merged. */
export const loadOwnContact = async (
  app: Pick<App, 'contacts'>,
  workspace: WorkspaceId,
  id: ContactId,
): Promise<Contact> => {
  const contact = await app.contacts.get(workspace, id, 'fresh')
  if (!contact) throw notFound('contact')
  if (contact.mergedInto) {
    throw new DomainError('not_found', 'This contact was merged into another one: change that one.', {
      contact_id: contact.mergedInto,
    })
  }
  return contact
}
