import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Ordered, Page } from '../app.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { fromTheEnd } from '../phones/national-writings.ts'
import { readLastDigits } from '../phones/phone.ts'
import { requireAddress } from '../phones/require-phone.ts'
import type { Contact } from './contact.ts'
import { searchTerms, searchTermsOf } from './contact-index.ts'
import type { ExternalId } from './external-ids.ts'
import { loadContact } from './load-contact.ts'

type Needs = Pick<App, 'contacts' | 'cursors' | 'settings' | 'threads'>

/** By one of: a phone in any common format; the beginning of a name or e-mail, or the end of a phone; an id in an outside system. Or all. */
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
  if (query.query !== undefined) return search(app, workspace, query.query, query)
  if (query.externalId) {
    const owners = await app.contacts.byExternalId(workspace, query.externalId)
    const found = await Promise.all(owners.map(({ contactId }) => app.contacts.get(workspace, contactId)))
    return { records: found.filter((contact) => contact !== undefined) }
  }
  const from = await openCursor(app, workspace, query.cursor)
  const read = await app.contacts.list(workspace, { limit: query.limit + 1, from })
  return pageOf(app, workspace, read, query.limit)
}

const withPhone = async (app: Needs, workspace: WorkspaceId, text: string): Promise<PageOf<Contact>> => {
  const { country } = await app.settings.get(workspace)
  const thread = await app.threads.byPhone(workspace, requireAddress(text, country), 'fresh')
  return { records: thread ? [await loadContact(app, workspace, thread.contactId)] : [] }
}

/** A list of the index, and under which entries of it a contact stands, in their order. */
type IndexList = {
  read(page: Page): Promise<Ordered<Entry>[]>
  entriesOf(contact: Contact): string[]
}
type Entry = { contactId: ContactId; entry: string }
type Found = Entry & { list: number }

/** By the beginning of a name or e-mail, then by the end of a phone: one list after the other. */
const search = async (
  app: Needs,
  workspace: WorkspaceId,
  text: string,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Contact>> => {
  const lists = await listsOf(app, workspace, text)
  const begin = parsePosition(await openCursor(app, workspace, cursor))
  const found: Ordered<Found>[] = []
  for (let list = begin.list; list < lists.length && found.length <= limit; list++) {
    const from = list === begin.list ? begin.from : undefined
    const read = (await lists[list]?.read({ limit: limit + 1 - found.length, from })) ?? []
    found.push(
      ...read.map(({ record, order }) => ({ record: { ...record, list }, order: `${list}#${order}` })),
    )
  }
  const { records, nextCursor } = await pageOf(app, workspace, found, limit)
  return { records: await matching(app, workspace, lists, records), nextCursor }
}

/** The number of the list, and the position in it. */
const parsePosition = (position: string | undefined): { list: number; from?: string } => {
  const [, list, from] = /^(\d)#(.*)$/s.exec(position ?? '') ?? []
  return { list: Number(list ?? 0), from }
}

const listsOf = async (app: Needs, workspace: WorkspaceId, text: string): Promise<IndexList[]> => {
  const terms = searchTermsOf(text).map((term) => ({
    read: async (page: Page) => {
      const found = await app.contacts.terms(workspace, term, page)
      return found.map(({ record, order }) => ({ record: { ...record, entry: record.term }, order }))
    },
    entriesOf: (contact: Contact) => searchTerms(contact).filter((other) => other.startsWith(term)),
  }))
  const digits = /\p{Nd}/u.test(text) && readLastDigits(text, (await app.settings.get(workspace)).country)
  return digits ? [...terms, phonesList(app, workspace, digits)] : terms
}

const phonesList = (app: Needs, workspace: WorkspaceId, digits: string): IndexList => ({
  read: async (page) => {
    const found = await app.contacts.phonesEnding(workspace, digits, page)
    return found.map(({ record, order }) => ({ record: { ...record, entry: record.digits }, order }))
  },
  entriesOf: ({ phones }) =>
    phones
      .map(({ phone }) => fromTheEnd(phone))
      .filter((other) => other.startsWith(digits))
      .sort(),
})

/** A contact with several matching entries is shown at the first of them, so that no page repeats it. */
const matching = async (
  app: Needs,
  workspace: WorkspaceId,
  lists: IndexList[],
  records: Found[],
): Promise<Contact[]> => {
  const found = await Promise.all(
    records.map(async ({ contactId, list, entry }) => {
      const contact = await app.contacts.get(workspace, contactId)
      if (!contact) return undefined
      const entries = lists.map(({ entriesOf }) => entriesOf(contact))
      const first = entries.findIndex((of) => of.length > 0)
      return first === list && entries[list]?.[0] === entry ? contact : undefined
    }),
  )
  return found.filter((contact) => contact !== undefined)
}
