import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { requireAddress } from '../phones/require-phone.ts'
import type { Contact } from './contact.ts'
import { type ContactTerm, searchTerm, searchTerms } from './contact-index.ts'
import type { ExternalId } from './external-ids.ts'
import { loadContact } from './load-contact.ts'

type Needs = Pick<App, 'contacts' | 'cursors' | 'settings' | 'threads'>

/** By one of: a phone in any common format, the beginning of a name or e-mail, an id in an outside system. Or all. */
export type ContactQuery = PageQuery & {
  phone?: string
  query?: string
  externalId?: ExternalId
}

/** A page of contacts; without a query the newest first. Throws `invalid_phone_number`. */
export const findContacts = async (
  app: Needs,
  principal: Principal,
  query: ContactQuery,
): Promise<PageOf<Contact>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  if (query.phone !== undefined) return withPhone(app, workspace, query.phone)
  const from = await openCursor(app, workspace, query.cursor)
  const page = { limit: query.limit + 1, from }
  const term = searchTerm(query.query ?? '')
  if (term !== '') {
    const read = await app.contacts.terms(workspace, term, page)
    return matching(app, term, await pageOf(app, workspace, read, query.limit))
  }
  if (query.externalId) {
    const owners = await app.contacts.byExternalId(workspace, query.externalId)
    return { records: await loadAll(app, workspace, owners) }
  }
  return pageOf(app, workspace, await app.contacts.list(workspace, page), query.limit)
}

const withPhone = async (app: Needs, workspace: WorkspaceId, text: string): Promise<PageOf<Contact>> => {
  const { country } = await app.settings.get(workspace)
  const thread = await app.threads.byPhone(workspace, requireAddress(text, country), 'fresh')
  return { records: thread ? [await loadContact(app, workspace, thread.contactId)] : [] }
}

/** A contact with several matching terms is shown at the first of them, so that no page repeats it. */
const matching = async (
  app: Needs,
  prefix: string,
  { records, nextCursor }: PageOf<ContactTerm>,
): Promise<PageOf<Contact>> => {
  const found = await Promise.all(
    records.map(async ({ workspace, contactId, term }) => {
      const contact = await app.contacts.get(workspace, contactId)
      const first = contact && searchTerms(contact).find((other) => other.startsWith(prefix))
      return first === term ? contact : undefined
    }),
  )
  return { records: found.filter((contact) => contact !== undefined), nextCursor }
}

const loadAll = async (app: Needs, workspace: WorkspaceId, entries: { contactId: ContactId }[]) => {
  const found = await Promise.all(entries.map(({ contactId }) => app.contacts.get(workspace, contactId)))
  return found.filter((contact) => contact !== undefined)
}
