import type { App } from '../app.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import type { Address } from '../phones/phone.ts'
import { requireAddress } from '../phones/require-phone.ts'
import type { Thread } from '../threads/thread.ts'

type Needs = Pick<App, 'contacts' | 'settings' | 'threads'>

/**
 * The threads of a phone in any common format, a short code or a name, or of all phones of a contact; with both named, of the phone if it is the
 * contact's. None where nothing is known of them. Throws `invalid_phone_number`.
 */
export const threadsOfCustomer = async (
  app: Needs,
  workspace: WorkspaceId,
  { phone, contactId }: { phone?: string; contactId?: ContactId },
): Promise<Thread[]> => {
  const phones = await phonesOf(app, workspace, contactId)
  const asked =
    phone === undefined
      ? phones
      : [requireAddress(phone, (await app.settings.get(workspace)).country)].filter(
          (one) => contactId === undefined || phones.some((other) => isSamePhone(one, other)),
        )
  const threads = await Promise.all(asked.map((one) => app.threads.byPhone(workspace, one)))
  return threads.filter((thread) => thread !== undefined)
}

/** A contact that was merged into another one has the other one's phones. */
const phonesOf = async (
  app: Needs,
  workspace: WorkspaceId,
  id: ContactId | undefined,
): Promise<Address[]> => {
  const contact = id && (await app.contacts.get(workspace, id))
  if (!contact) return []
  if (contact.mergedInto) return phonesOf(app, workspace, contact.mergedInto)
  return contact.phones.map(({ phone }) => phone)
}
