import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { sortableId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type Contact, newContact } from './contact.ts'
import { contactChanges } from './contact-changes.ts'
import { newThreads, parsePhones, type WrittenPhone } from './contact-phones.ts'
import { externalIdChanges } from './external-ids.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'contacts' | 'randomId' | 'settings' | 'threads'>

/** What people and programs tell of a contact; the phones in any common format of the workspace's country. */
export type ContactFacts = Pick<
  Contact,
  | 'name'
  | 'emails'
  | 'attributes'
  | 'metadata'
  | 'externalIds'
  | 'smsEnabled'
  | 'doNotContact'
  | 'enrolled'
  | 'zone'
> & { phones: WrittenPhone[] }

/**
 * A contact with a thread for each of its phones. Throws `phone_in_use`, `external_id_in_use`, `invalid_phone_number`.
 */
export const createContact = async (
  app: Needs,
  principal: Principal,
  facts: ContactFacts,
): Promise<Contact> => {
  requireScope(principal, 'manage')
  const { workspace } = principal
  const { country } = await app.settings.get(workspace)
  const phones = parsePhones(facts.phones, country)
  return retryOnConflict(app, async (reading) => {
    const createdAt = app.clock.now()
    const id = sortableId('con', createdAt, app.randomId)
    const contact = newContact({ ...facts, workspace, id, phones, createdAt })
    const change = { workspace, before: [], after: [contact] }
    const [threads, externalIds] = await Promise.all([
      newThreads(app, contact, phones, reading),
      externalIdChanges(app, change, reading),
    ])
    await app.commit(...contactChanges(undefined, contact), ...externalIds, ...threads)
    return asStored(contact)
  })
}
