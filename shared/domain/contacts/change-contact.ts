import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Removal, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { causeOf } from '../cause.ts'
import { DomainError } from '../error.ts'
import { type ContactId, sortableId } from '../ids.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { Settings } from '../settings/settings.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import { shareOptOuts } from '../threads/cover-threads.ts'
import type { Thread } from '../threads/thread.ts'
import { type Contact, type ContactPhone, flagsOf, newContact, withConsentsOf } from './contact.ts'
import { contactChanges, findable } from './contact-changes.ts'
import { requireWithinLimits } from './contact-limits.ts'
import { loadThreads, newThreads, phoneInUse } from './contact-phones.ts'
import { conversationsOf, withCopies } from './copies.ts'
import { externalIdChanges } from './external-ids.ts'
import { ledgerOfWords } from './ledger-of-words.ts'
import { loadOwnContact } from './load-contact.ts'

export type ChangeNeeds = Pick<
  App,
  'clock' | 'commit' | 'contacts' | 'conversations' | 'randomId' | 'settings' | 'threads'
>

/** A contact as it shall be. Gives an equal one where nothing is to be written. */
export type ContactChange = (contact: Contact, settings: Settings) => Contact

/** A transaction of the table writes a hundred records, one of which may be the answer to a repeated request. */
const mostWrites = 99

/**
 * Writes a change of a contact, and with it what its threads and their newest conversations copy, and what the ledger tells. A phone
 * that is taken away keeps its thread: it goes on under a new contact without a name, with the same refusals. Throws
 * `precondition_failed`, `phone_in_use`, `external_id_in_use`, `validation_failed` where it is too much, `not_found`.
 */
export const changeContact = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ContactId,
  change: ContactChange,
  seen?: SeenVersions,
): Promise<Contact> => {
  requireScope(principal, 'manage')
  const { workspace } = principal
  const settings = await app.settings.get(workspace)
  return retryOnConflict(app, async () => {
    const contact = await loadOwnContact(app, workspace, id)
    requireSeen(contact, seen)
    const after = change(contact, settings)
    if (isSame(contact, after)) return contact
    requireWithinLimits(after)
    const opened = await openThreads(app, contact, after, settings.optOutCovers)
    const shown = withConsentsOf(
      after,
      opened.map(({ thread }) => thread),
    )
    const next = findable({ ...shown, changedBy: causeOf(principal) }, settings)
    const writes = [
      ...contactChanges(contact, next),
      ...(await externalIdChanges(app, { workspace, before: [contact], after: [next] }, 'fresh')),
      ...opened.flatMap(({ thread, events }) => [thread, ...events]),
      ...(await phoneChanges(app, contact, next)),
      ...ledgerOfWords(app, principal, contact, next),
    ]
    if (writes.length > mostWrites) {
      throw new DomainError('validation_failed', 'This changes too much at once: edit it in two steps.')
    }
    await app.commit(...writes)
    return asStored(next)
  })
}

const isSame = (before: Contact, after: Contact): boolean => JSON.stringify(before) === JSON.stringify(after)

/** The threads of phones that come, with what the contact has refused on its other phones. */
const openThreads = async (
  app: ChangeNeeds,
  before: Contact,
  after: Contact,
  optOutCovers: Settings['optOutCovers'],
): Promise<{ thread: Thread; events: ConsentEvent[] }[]> => {
  const opened = await newThreads(app, after, without(after.phones, before.phones), 'fresh')
  if (optOutCovers === 'phone' || opened.length === 0) return opened.map((thread) => ({ thread, events: [] }))
  const known = await loadThreads(app, before, before.phones)
  return shareOptOuts(app, [...known, ...opened]).slice(known.length)
}

/** What follows from the change for the threads of the phones that go and stay. */
const phoneChanges = async (app: ChangeNeeds, before: Contact, after: Contact): Promise<Writes> => {
  const added = without(after.phones, before.phones)
  const removed = without(before.phones, after.phones)
  const kept = without(after.phones, added)
  const rewritten = kept.filter(({ phone }) => !before.phones.some((other) => other.phone === phone))
  const changed = sameFlags(before, after) ? rewritten : kept
  const [detached, threads] = await Promise.all([
    Promise.all(removed.map((phone) => detachPhone(app, before, after, phone))),
    loadThreads(app, after, changed),
  ])
  const taken = threads.find(({ contactId }) => contactId !== after.id)
  if (taken) throw phoneInUse(taken)
  const copies = await withCopies(app, after, threads)
  return [...detached.flat(), ...copies.flatMap((record) => moved(record, rewritten))]
}

type Writes = (StoredRecord | Removal)[]

/** A thread is kept under its phone as it is written: another writing of that phone moves it. */
const moved = (record: StoredRecord, rewritten: ContactPhone[]): Writes => {
  const to = record.kind === 'thread' && rewritten.find(({ phone }) => isSamePhone(phone, record.phone))
  return to && to.phone !== record.phone
    ? [{ remove: record }, { ...record, phone: to.phone, version: 0 }]
    : [record]
}

const without = (phones: ContactPhone[], others: ContactPhone[]) =>
  phones.filter(({ phone }) => !others.some((other) => isSamePhone(other.phone, phone)))

const sameFlags = (before: Contact, after: Contact): boolean =>
  JSON.stringify(flagsOf(before)) === JSON.stringify(flagsOf(after))

/** The phone under a contact of its own, with its thread and the conversations that may go on. */
const detachPhone = async (
  app: ChangeNeeds,
  from: Contact,
  { changedBy }: Contact,
  phone: ContactPhone,
): Promise<StoredRecord[]> => {
  const { workspace, smsEnabled, doNotContact, refusals, enrolled, enrolments, zone } = from
  const createdAt = app.clock.now()
  const id = sortableId('con', createdAt, app.randomId)
  const words = { smsEnabled, doNotContact, refusals, enrolled, enrolments }
  const contact = newContact({ ...words, zone, changedBy, workspace, id, phones: [phone], createdAt })
  const threads = await loadThreads(app, from, [phone])
  const conversations = await conversationsOf(app, threads)
  return [
    contact,
    ...threads.map((thread) => ({ ...thread, contactId: id, flags: flagsOf(contact) })),
    ...conversations.map((conversation) => ({ ...conversation, contactId: id, contactName: undefined })),
  ]
}
