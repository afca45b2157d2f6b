import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Page } from '../app.ts'
import { findContact } from '../contacts/load-contact.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Case, CaseList, ExternalCase } from './case.ts'

type Needs = Pick<App, 'agents' | 'cases' | 'contacts' | 'cursors'>

/** `open`: all that are not done; `mine`: of these my own; `team`: those of others. */
type CaseTab = 'open' | 'mine' | 'team' | 'done'

export type CaseQuery = PageQuery & {
  list?: CaseTab
  contactId?: ContactId
  number?: string
  external?: ExternalCase
}

/**
 * A page of a list of cases, newest activity first; or those of a contact, the newest first; or the one with a number or an
 * outside id.
 */
export const listCases = async (
  app: Needs,
  principal: Principal,
  query: CaseQuery,
): Promise<PageOf<Case>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const { number, external, contactId } = query
  if (number !== undefined) return only(app, workspace, await app.cases.byNumber(workspace, number))
  if (external) return only(app, workspace, await app.cases.byExternal(workspace, external))
  if (contactId) return ofContact(app, workspace, contactId, query)
  const lists = await listsOf(app, principal, query.list ?? 'open')
  const from = await openCursor(app, workspace, query.cursor)
  const { shown, next } = await newestOfLists(lists, query.limit, from, (list, page: Page) =>
    app.cases.list(workspace, list, page),
  )
  return {
    records: shown.map(({ record }) => record),
    ...(next && { nextCursor: await app.cursors.seal(workspace, next) }),
  }
}

const only = async (
  app: Needs,
  workspace: WorkspaceId,
  entry: { caseId: Case['id'] } | undefined,
): Promise<PageOf<Case>> => {
  const found = entry && (await app.cases.get(workspace, entry.caseId))
  return { records: found ? [found] : [] }
}

const ofContact = async (
  app: Needs,
  workspace: WorkspaceId,
  id: ContactId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Case>> => {
  const contact = await findContact(app, workspace, id)
  const from = await openCursor(app, workspace, cursor)
  const read = await app.cases.ofContact(workspace, contact?.id ?? id, { limit: limit + 1, from })
  const page = await pageOf(app, workspace, read, limit)
  const found = await app.cases.many(
    workspace,
    page.records.map(({ caseId }) => caseId),
  )
  const byId = new Map(found.map((one) => [one.id, one]))
  return { ...page, records: page.records.flatMap(({ caseId }) => byId.get(caseId) ?? []) }
}

const listsOf = async (app: Needs, principal: Principal, tab: CaseTab): Promise<CaseList[]> => {
  if (tab === 'done') return ['done']
  const mine = principal.kind === 'agent' ? [principal.id] : []
  if (tab === 'mine') return mine.map((of) => ({ of }))
  const agents = await app.agents.list(principal.workspace)
  const all = agents.map(({ id }) => id)
  if (tab === 'team') return all.filter((id) => !mine.includes(id)).map((of) => ({ of }))
  return [{ of: 'nobody' }, ...all.map((of) => ({ of }))]
}
