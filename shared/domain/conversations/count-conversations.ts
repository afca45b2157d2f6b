import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import type { Conversation } from './conversation.ts'
import { belongs, isNew, isUnread, listsOf, type Tab } from './list-conversations.ts'

/** `capped`: there are more than were counted. `unread` and `new` are of those counted. */
export type TabCount = { count: number; unread: number; new: number; capped: boolean }

/** Beyond this nobody reads the number; it keeps the cost of counting flat. */
const mostCounted = 99

/** How many conversations each tab has for the asking agent. */
export const countConversations = async (
  app: Pick<App, 'agents' | 'conversations'>,
  principal: Principal,
): Promise<Record<Tab, TabCount>> => {
  requireScope(principal, 'read')
  const [active, team, closed] = await Promise.all([
    countTab(app, principal, 'active'),
    countTab(app, principal, 'team'),
    countTab(app, principal, 'closed'),
  ])
  return { active, team, closed }
}

const countTab = async (
  app: Pick<App, 'agents' | 'conversations'>,
  principal: Principal,
  tab: Tab,
): Promise<TabCount> => {
  const lists = await listsOf(app, principal, tab)
  const { shown, next } = await newestOfLists(lists, mostCounted, undefined, (list, page) =>
    app.conversations.inbox(principal.workspace, list, page),
  )
  const counted = shown.map(({ record }) => record).filter((record) => belongs(record, principal, tab))
  const count = (test: (conversation: Conversation, principal: Principal) => boolean) =>
    counted.filter((conversation) => test(conversation, principal)).length
  return { count: counted.length, unread: count(isUnread), new: count(isNew), capped: next !== undefined }
}
