import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { ConflictError, DomainError } from '../error.ts'
import { identityOf } from '../phones/national-writings.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { ContactChange } from './change-contact.ts'
import { changeContact } from './change-contact.ts'
import type { Contact, ContactPhone, Enrolment } from './contact.ts'
import { type ContactPatch, withFacts, withKnownConsents } from './contact-facts.ts'
import { parsePhones, type WrittenPhone } from './contact-phones.ts'
import { addContact } from './create-contact.ts'
import type { ExternalId } from './external-ids.ts'
import { findContact } from './load-contact.ts'
import { mergeContacts } from './merge-contacts.ts'
import { byHand, withPlaysOf } from './words.ts'

type Needs = Parameters<typeof mergeContacts>[0]

/** What an outside system tells of its customer. What it leaves out stays; its plays are all that it has. */
export type ToldContact = Omit<ContactPatch, 'phones' | 'externalIds' | 'enrolled'> & {
  phones?: WrittenPhone[]
  enrolments?: { play?: string; since?: number }[]
}

/**
 * Creates or changes the contact with an id in an outside system. A phone that one other contact has, which has no id of that system,
 * says that both are one: it gets the id, or becomes part of the contact that has the id where it is nothing but the phone.
 * Its phones and e-mails join those that are known. Throws `phone_in_use`, `precondition_failed`, `invalid_phone_number`,
 * `validation_failed`.
 */
export const upsertContact = async (
  app: Needs,
  principal: Principal,
  externalId: ExternalId,
  told: ToldContact,
  seen?: SeenVersions,
): Promise<{ contact: Contact; created: boolean }> => {
  requireScope(principal, 'manage')
  requireSystem(externalId)
  const { country } = await app.settings.get(principal.workspace)
  const phones = parsePhones(told.phones ?? [], country)
  const change = changeOf(app, principal, externalId, told)
  return retryOnConflict(app, async () => {
    const plan = await planUpsert(app, principal, externalId, phones)
    requireSeen(plan.owner ?? { version: 0 }, seen)
    return carryOut(app, principal, plan, change).catch((error) => {
      throw isRace(error) ? new ConflictError([]) : error
    })
  })
}

/** Words of people have a source of this name. */
const requireSystem = ({ system }: ExternalId): void => {
  if (system !== byHand) return
  throw new DomainError('validation_failed', 'This is what people say by hand: name your system otherwise.')
}

/** `owner`: who has the id. `other`: who has a phone of it, and is the same customer. */
type Plan = { owner?: Contact; other?: Contact }

/** Throws `phone_in_use` where a phone is plainly somebody else's. */
const planUpsert = async (
  app: Needs,
  { workspace }: Principal,
  externalId: ExternalId,
  phones: ContactPhone[],
): Promise<Plan> => {
  const [[entry], threads] = await Promise.all([
    app.contacts.byExternalId(workspace, externalId, 'fresh'),
    Promise.all(phones.map(({ phone }) => app.threads.byPhone(workspace, phone, 'fresh'))),
  ])
  const owner = entry && (await findContact(app, workspace, entry.contactId))
  const holders = new Set(threads.flatMap((thread) => thread?.contactId ?? []))
  if (owner) holders.delete(owner.id)
  const found = await Promise.all([...holders].map((id) => findContact(app, workspace, id)))
  const others = found.filter((contact) => contact !== undefined && contact.id !== owner?.id)
  const [other] = others
  if (!other) return { owner }
  const isLinked = other.externalIds[externalId.system] !== undefined
  if (others.length > 1 || isLinked || (owner && !isOnlyPhone(other)))
    throw new DomainError('phone_in_use', 'Another contact has this phone.', { contact_id: other.id })
  return { owner, other }
}

/** Who texted in, and of whom nobody has said anything. */
const isOnlyPhone = ({ name, emails, attributes, externalIds }: Contact): boolean =>
  !name && [emails, Object.keys(attributes), Object.keys(externalIds)].every(({ length }) => length === 0)

const carryOut = async (app: Needs, principal: Principal, { owner, other }: Plan, change: ContactChange) => {
  if (owner && other) await mergeContacts(app, principal, owner.id, other.id)
  const known = owner ?? other
  if (!known) return { contact: await addContact(app, principal, change), created: true }
  return { contact: await changeContact(app, principal, known.id, change), created: false }
}

/** Somebody else took the id or a phone since they were looked for. */
const isRace = (error: unknown): boolean =>
  error instanceof DomainError && (error.code === 'external_id_in_use' || error.code === 'phone_in_use')

const changeOf = (
  app: Pick<App, 'clock'>,
  principal: Principal,
  { system, id }: ExternalId,
  { phones, emails = [], enrolments, ...facts }: ToldContact,
): ContactChange => {
  const since = app.clock.now()
  const word = { source: system, since, by: principal.id }
  const plays: Omit<Enrolment, 'system'>[] | undefined = enrolments?.map((each) => ({ since, ...each }))
  return (contact, { country }) => {
    const next = withFacts(contact, { ...facts, externalIds: { [system]: id } }, word)
    return {
      ...withPlaysOf(next, system, plays),
      emails: [...new Set([...emails, ...contact.emails])],
      phones: joined(parsePhones(phones ?? [], country, contact.phones), contact),
    }
  }
}

/** The phones that are named, in their order, and then those that the contact has beside them. */
const joined = (named: ContactPhone[], contact: Contact): ContactPhone[] => {
  const identities = new Set(named.map(({ phone }) => identityOf(phone)))
  const others = contact.phones.filter(({ phone }) => !identities.has(identityOf(phone)))
  return [...withKnownConsents(named, contact), ...others]
}
