import { type Principal, requireScope } from '../agents/principal.ts'
import { asStored } from '../as-stored.ts'
import { causeOf } from '../cause.ts'
import { sortableId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Thread } from '../threads/thread.ts'
import type { ChangeNeeds, ContactChange } from './change-contact.ts'
import { type Contact, newContact } from './contact.ts'
import { contactChanges, findable } from './contact-changes.ts'
import { type ContactFacts, withFacts } from './contact-facts.ts'
import { requireWithinLimits } from './contact-limits.ts'
import { newThreads, parsePhones } from './contact-phones.ts'
import { externalIdChanges } from './external-ids.ts'
import { ledgerOfWords } from './ledger-of-words.ts'
import { sourceOf } from './words.ts'

export type CreateNeeds = Omit<ChangeNeeds, 'conversations'>

/**
 * A contact with a thread for each of its phones. Throws `phone_in_use`, `external_id_in_use`, `invalid_phone_number`.
 */
export const createContact = (
  app: CreateNeeds,
  principal: Principal,
  { phones, ...facts }: ContactFacts,
): Promise<Contact> => {
  const word = { source: sourceOf(principal), since: app.clock.now(), by: principal.id }
  return addContact(app, principal, (blank, { country }) => ({
    ...withFacts(blank, facts, word),
    phones: parsePhones(phones, country),
  }))
}

/** The same from a contact that knows nothing yet; `ofThread` says what else its threads hold. Throws `phone_in_use`, `external_id_in_use`, `validation_failed`. */
export const addContact = async (
  app: CreateNeeds,
  principal: Principal,
  change: ContactChange,
  ofThread: (thread: Thread) => Thread = (thread) => thread,
): Promise<Contact> => {
  requireScope(principal, 'manage')
  const { workspace } = principal
  const settings = await app.settings.get(workspace)
  return retryOnConflict(app, async (reading) => {
    const createdAt = app.clock.now()
    const id = sortableId('con', createdAt, app.randomId)
    const blank = newContact({ workspace, id, phones: [], changedBy: causeOf(principal), createdAt })
    const contact = findable(change(blank, settings), settings)
    requireWithinLimits(contact)
    const [threads, externalIds] = await Promise.all([
      newThreads(app, contact, contact.phones, reading),
      externalIdChanges(app, { workspace, before: [], after: [contact] }, reading),
    ])
    await app.commit(
      ...contactChanges(undefined, contact),
      ...externalIds,
      ...threads.map(ofThread),
      ...ledgerOfWords(app, principal, blank, contact),
    )
    return asStored(contact)
  })
}
