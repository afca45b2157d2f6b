import { isAdmin, type Principal, requireScope } from '../agents/principal.ts'
import type { App, InboxList, Page } from '../app.ts'
import { DomainError } from '../error.ts'
import type { AgentId, ContactId, NumberId, TeamId } from '../ids.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import type { PageOf, PageQuery } from '../pages.ts'
import { type LookAt, searchPage } from '../search-page.ts'
import type { Conversation } from './conversation.ts'
import { threadsOfCustomer } from './customer-threads.ts'
import { loadReadMarks } from './load-read-marks.ts'
import { longestWaiting } from './longest-waiting.ts'
import { isUnread, type ReadMarks } from './read-marks.ts'
import { isInvolved, mayRead } from './rights.ts'
import { isSnoozed } from './snooze-conversation.ts'
import { hasTag } from './tags.ts'

type Needs = Pick<
  App,
  'agents' | 'clock' | 'contacts' | 'conversations' | 'cursors' | 'readMarks' | 'settings' | 'threads'
>

export type Tab = 'active' | 'team' | 'closed'

export type InboxFilter = {
  numberId?: NumberId
  teamId?: TeamId
  tag?: string
  claimedBy?: AgentId
  /** Only those that somebody claimed, or only those that nobody has. */
  claimed?: boolean
  /** Only those whose customer waits for an answer, or only the others. */
  waiting?: boolean
  state?: Conversation['state']
  unread?: boolean
  /** Only those that wait for a time, or only those that do not: Active leaves them out unless it is asked for them. */
  snoozed?: boolean
}

/** A phone in any common format, or a contact with all its phones: all their conversations, unless a tab is named. */
type CustomerFilter = { phone?: string; contactId?: ContactId }

/** `waiting`: who waits longest first, then those who do not wait. */
export type InboxSort = 'newest' | 'waiting'

export type InboxQuery = { tab?: Tab; sort?: InboxSort } & CustomerFilter & InboxFilter & PageQuery

/** `marks`: what the asking agent has read. */
export type InboxPage = PageOf<Conversation> & { marks?: ReadMarks }

/**
 * A page of one tab, newest activity or longest waiting first, or of a customer's conversations, the newest begun first.
 * A filter may leave a page short, even empty, while there are more: the cursor goes on where the search stopped. Throws
 * `validation_failed` where tab, state and sort contradict each other, `invalid_phone_number`.
 */
export const listConversations = async (
  app: Needs,
  principal: Principal,
  query: InboxQuery,
): Promise<InboxPage> => {
  requireScope(principal, 'read')
  requireNoContradiction(query)
  const { workspace } = principal
  const [marks, readerFor] = await Promise.all([
    loadReadMarks(app, principal),
    readerOf(app, principal, query),
  ])
  const isActive = (query.tab ?? (isOfCustomer(query) ? undefined : 'active')) === 'active'
  const now = app.clock.now()
  const filter = { ...query, snoozed: query.snoozed ?? (isActive ? false : undefined), now }
  const fits = (record: Conversation) =>
    isListed(record, principal, query) && passesFilter(record, marks, filter)
  return { ...(await searchPage(app, workspace, query, { lookAt: readerFor(fits), fits })), marks }
}

type Asked = Pick<InboxQuery, 'tab' | 'state' | 'sort'> & CustomerFilter

/** Throws `validation_failed` where a tab has no conversations in that state, or where nobody can wait. */
export const requireNoContradiction = (query: Asked): void => {
  const { tab, state, sort } = query
  if (tab && state && (tab === 'closed') !== (state === 'closed'))
    throw contradiction('state', `The tab "${tab}" has no conversations that are ${state}.`)
  const isOpen = (tab ?? state) !== 'closed' && !isOfCustomer(query)
  if (sort === 'waiting' && !isOpen)
    throw contradiction('sort', 'Only the tabs "active" and "team" are sorted by waiting.')
}

const contradiction = (path: string, detail: string) =>
  new DomainError('validation_failed', detail, { errors: [{ path, detail }] })

const isOfCustomer = ({ phone, contactId }: CustomerFilter) => phone !== undefined || contactId !== undefined

type ReaderFor = (fits: (conversation: Conversation) => boolean) => LookAt<Conversation>

const readerOf = async (app: Needs, principal: Principal, query: InboxQuery): Promise<ReaderFor> => {
  const { workspace } = principal
  if (isOfCustomer(query)) {
    const threads = await threadsOfCustomer(app, workspace, query)
    return () =>
      ({ limit, from }) =>
        newestOfLists(threads, limit, from, ({ ref }, page: Page) =>
          app.conversations.ofThread(workspace, ref, page),
        )
  }
  const all = await listsOf(app, principal, query.tab ?? 'active')
  const lists = all.filter((list) => mayHold(list, query))
  if (query.sort === 'waiting') return (fits) => longestWaiting(app, workspace, lists, fits)
  return () =>
    ({ limit, from }) =>
      newestOfLists(lists, limit, from, (list, page: Page) => app.conversations.inbox(workspace, list, page))
}

/** Whether a list can have anything of what is asked for: lists by claimer that cannot are not read. */
const mayHold = (list: InboxList, { claimed, claimedBy }: InboxFilter): boolean => {
  if (list.tab === 'unclaimed') return claimed !== true && claimedBy === undefined
  if (list.tab === 'claimed') return claimed !== false && (claimedBy ?? list.by) === list.by
  return list.tab !== 'participating' || claimed !== false
}

/**
 * Active: mine, those where I participate, and nobody's. Team: those of others where I do not. Closed: for admins and
 * programs all, for agents those they had a part in (Convirza). A program has none of its own.
 */
export const listsOf = async (
  app: Pick<App, 'agents'>,
  principal: Principal,
  tab: Tab,
): Promise<InboxList[]> => {
  const mine = principal.kind === 'agent' ? [principal.id] : []
  if (tab === 'active') {
    const own = mine.flatMap((by) => [{ tab: 'claimed', by } as const, { tab: 'participating', by } as const])
    return [{ tab: 'unclaimed' }, ...own]
  }
  if (tab === 'closed') {
    return seesAllClosed(principal) ? [{ tab: 'closed' }] : mine.map((by) => ({ tab: 'closed_of', by }))
  }
  const agents = await app.agents.list(principal.workspace)
  const others = agents.map(({ id }) => id).filter((id) => !mine.includes(id))
  return others.map((by) => ({ tab: 'claimed', by }))
}

const seesAllClosed = (principal: Principal) => principal.kind === 'program' || isAdmin(principal)

/** Whether a conversation belongs in a tab of the asker. What an agent participates in is not in Team, but in Active. */
export const isInTab = (conversation: Conversation, principal: Principal, tab: Tab): boolean => {
  const { state, claimedBy } = conversation
  if (tab === 'closed') return state === 'closed' && mayRead(principal, conversation)
  const others = claimedBy !== undefined && !isInvolved(principal, conversation)
  return state === 'open' && others === (tab === 'team')
}

const isListed = (conversation: Conversation, principal: Principal, query: InboxQuery): boolean => {
  const { tab } = query
  if (tab || !isOfCustomer(query)) return isInTab(conversation, principal, tab ?? 'active')
  return conversation.state === 'open' || isInTab(conversation, principal, 'closed')
}

const passesFilter = (
  conversation: Conversation,
  marks: ReadMarks | undefined,
  filter: InboxFilter & { now: number },
): boolean =>
  (filter.numberId === undefined || conversation.numberId === filter.numberId) &&
  (filter.teamId === undefined || conversation.teamId === filter.teamId) &&
  (filter.tag === undefined || hasTag(conversation.tags, filter.tag)) &&
  (filter.claimedBy === undefined || conversation.claimedBy === filter.claimedBy) &&
  (filter.claimed === undefined || (conversation.claimedBy !== undefined) === filter.claimed) &&
  (filter.waiting === undefined || (conversation.waitingSince !== undefined) === filter.waiting) &&
  (filter.state === undefined || conversation.state === filter.state) &&
  (filter.unread === undefined || isUnread(conversation, marks) === filter.unread) &&
  (filter.snoozed === undefined || isSnoozed(conversation, filter.now) === filter.snoozed)
