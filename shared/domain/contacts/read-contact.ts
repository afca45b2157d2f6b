import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ContactId } from '../ids.ts'
import type { Contact } from './contact.ts'
import { loadContact } from './load-contact.ts'

/** One contact; the id of a merged one gives the contact it was merged into. Throws `not_found`. */
export const readContact = async (
  app: Pick<App, 'contacts'>,
  principal: Principal,
  id: ContactId,
): Promise<Contact> => {
  requireScope(principal, 'read')
  return loadContact(app, principal.workspace, id)
}
