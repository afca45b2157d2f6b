import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import { isInTab, listsOf, type Tab } from './list-conversations.ts'
import { loadReadMarks } from './load-read-marks.ts'
import { isNew, isUnread, type ReadMarks } from './read-marks.ts'
import { isSnoozed } from './snooze-conversation.ts'

/** `capped`: there are more than were counted. `unread` and `new` are of those counted. */
export type TabCount = { count: number; unread: number; new: number; capped: boolean }

/** Beyond this nobody reads the number; it keeps the cost of counting flat. */
const mostCounted = 99

/** How many conversations each tab has for the asking agent. */
export const countConversations = async (
  app: Pick<App, 'agents' | 'clock' | 'conversations' | 'readMarks'>,
  principal: Principal,
): Promise<Record<Tab, TabCount>> => {
  requireScope(principal, 'read')
  const marks = await loadReadMarks(app, principal)
  const [active, team, closed] = await Promise.all([
    countTab(app, principal, 'active', marks),
    countTab(app, principal, 'team', marks),
    countTab(app, principal, 'closed', marks),
  ])
  return { active, team, closed }
}

const countTab = async (
  app: Pick<App, 'agents' | 'clock' | 'conversations'>,
  principal: Principal,
  tab: Tab,
  marks: ReadMarks | undefined,
): Promise<TabCount> => {
  const lists = await listsOf(app, principal, tab)
  const { shown, next } = await newestOfLists(lists, mostCounted, undefined, (list, page) =>
    app.conversations.inbox(principal.workspace, list, page),
  )
  const counted = shown
    .map(({ record }) => record)
    .filter(
      (record) =>
        isInTab(record, principal, tab) && !(tab === 'active' && isSnoozed(record, app.clock.now())),
    )
  return {
    count: counted.length,
    unread: counted.filter((conversation) => isUnread(conversation, marks)).length,
    new: counted.filter((conversation) => isNew(conversation, marks)).length,
    capped: next !== undefined,
  }
}
