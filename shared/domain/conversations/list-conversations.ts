import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, InboxList } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Conversation } from './conversation.ts'

type Needs = Pick<App, 'agents' | 'conversations' | 'cursors'>

export type Tab = 'active' | 'team' | 'closed'

/** A page of one tab, newest activity first: the newest of the lists that make up the tab. */
export const listConversations = async (
  app: Needs,
  principal: Principal,
  { tab, limit, cursor }: { tab: Tab } & PageQuery,
): Promise<PageOf<Conversation>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  const lists = await listsOf(app, principal, tab)
  const read = await Promise.all(
    lists.map((list) => app.conversations.inbox(workspace, list, { limit: limit + 1, from })),
  )
  const newestFirst = read.flat().toSorted((a, b) => (a.order < b.order ? 1 : -1))
  return pageOf(app, workspace, newestFirst, limit)
}

/** Active: mine and nobody's. Team: those of the others (Convirza). A program has none of its own. */
const listsOf = async (app: Needs, principal: Principal, tab: Tab): Promise<InboxList[]> => {
  if (tab === 'closed') return [{ tab: 'closed' }]
  const mine = principal.kind === 'agent' ? [principal.id] : []
  if (tab === 'active') return [{ tab: 'unclaimed' }, ...mine.map((by) => ({ tab: 'claimed', by }) as const)]
  const agents = await app.agents.list(principal.workspace)
  const others = agents.map(({ id }) => id).filter((id) => !mine.includes(id))
  return others.map((by) => ({ tab: 'claimed', by }))
}
