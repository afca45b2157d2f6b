import type { App, Reading, Removal } from '../app.ts'
import { DomainError } from '../error.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import type { Contact } from './contact.ts'
import type { ContactExternalId } from './contact-index.ts'

/** An id of a contact in an outside system. */
export type ExternalId = { system: string; id: string }

type Needs = Pick<App, 'contacts'>

/** Contacts that are written together, as they were read and as they will be. */
type ContactsChange = { workspace: WorkspaceId; before: Contact[]; after: Contact[] }

/**
 * What is written so that each external id names its contact, and only one. Throws `external_id_in_use` with the id of the
 * contact that has it; of several that ask for it at once the table lets one through.
 */
export const externalIdChanges = async (
  app: Needs,
  { workspace, before, after }: ContactsChange,
  reading: Reading,
): Promise<(ContactExternalId | Removal)[]> => {
  const had = ownersOf(before)
  const has = ownersOf(after)
  const changed = [...new Set([...had.keys(), ...has.keys()])].filter((key) => had.get(key) !== has.get(key))
  const ours = new Set([...before, ...after].map(({ id }) => id))
  const changes = await Promise.all(
    changed.map(async (key) => {
      const externalId = parseKey(key)
      const stored = await app.contacts.byExternalId(workspace, externalId, reading)
      const owner = has.get(key)
      const other = stored.find(({ contactId }) => !ours.has(contactId))
      if (owner && other) throw inUse(externalId, other.contactId)
      const mine = stored.filter(({ contactId }) => ours.has(contactId))
      return owner ? givenTo(owner, mine, { workspace, ...externalId }) : mine.map(removal)
    }),
  )
  return changes.flat()
}

/** The owner of each external id. A contact that was merged into another one has none. */
const ownersOf = (contacts: Contact[]): Map<string, ContactId> =>
  new Map(
    contacts
      .filter(({ mergedInto }) => !mergedInto)
      .flatMap(({ id: owner, externalIds }) =>
        Object.entries(externalIds).map(([system, id]) => [keyOf({ system, id }), owner] as const),
      ),
  )

/** The name of a system has no colon. */
const keyOf = ({ system, id }: ExternalId): string => `${system}:${id}`

const parseKey = (key: string): ExternalId => {
  const [system = '', ...id] = key.split(':')
  return { system, id: id.join(':') }
}

/** One unique entry is left of what our contacts have: theirs, or a new one. */
const givenTo = (
  contactId: ContactId,
  mine: ContactExternalId[],
  { workspace, system, id: externalId }: ExternalId & { workspace: WorkspaceId },
): (ContactExternalId | Removal)[] => {
  const kept = mine.find(({ unique }) => unique)
  const facts = { kind: 'contact_external_id', workspace, system, externalId, unique: true } as const
  const entry = kept ? { ...kept, contactId } : { ...facts, contactId, version: 0 }
  return [entry, ...mine.filter((each) => each !== kept).map(removal)]
}

const removal = (entry: ContactExternalId): Removal => ({ remove: entry })

const inUse = ({ system }: ExternalId, contactId: ContactId): DomainError => {
  const errors = [{ path: `external_ids.${system}`, detail: 'Another contact has this id.' }]
  return new DomainError('external_id_in_use', 'Another contact has this external id.', {
    contact_id: contactId,
    errors,
  })
}
