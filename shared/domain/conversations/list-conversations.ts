import { isAdmin, type Principal, requireScope } from '../agents/principal.ts'
import type { App, InboxList, Ordered } from '../app.ts'
import type { AgentId, NumberId, TeamId } from '../ids.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import { openCursor, type PageOf, type PageQuery } from '../pages.ts'
import type { Conversation } from './conversation.ts'

type Needs = Pick<App, 'agents' | 'conversations' | 'cursors'>

export type Tab = 'active' | 'team' | 'closed'

export type InboxFilter = {
  number_id?: NumberId
  team_id?: TeamId
  tag?: string
  claimed_by?: AgentId
  state?: Conversation['state']
  unread?: boolean
}

/** How many conversations one request looks at for those that a filter lets through, and how many at a time. */
const mostRead = 200
const fewestAtOnce = 4
const mostAtOnce = 50

/**
 * A page of one tab, newest activity first. A filter may leave a page short, even empty, while there are more: the
 * cursor goes on where the search stopped.
 */
export const listConversations = async (
  app: Needs,
  principal: Principal,
  { tab, limit, cursor, ...filter }: { tab: Tab } & InboxFilter & PageQuery,
): Promise<PageOf<Conversation>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const lists = await listsOf(app, principal, tab)
  const found: Ordered<Conversation>[] = []
  let from = await openCursor(app, workspace, cursor)
  for (let read = 0; found.length < limit && read < mostRead; ) {
    const newest = await newestOfLists(lists, toRead(limit, found.length, read), from, (list, page) =>
      app.conversations.inbox(workspace, list, page),
    )
    const fit = ({ record }: Ordered<Conversation>) =>
      belongs(record, principal, tab) && passes(record, principal, filter)
    found.push(...newest.shown.filter(fit))
    read += newest.shown.length
    from = newest.next
    if (from === undefined) break
  }
  const records = found.slice(0, limit).map(({ record }) => record)
  const next = found[limit]?.order ?? from
  return { records, nextCursor: next && (await app.cursors.seal(workspace, next)) }
}

/** As many as are to be shown; then as many more as it seems to take, going by how many were let through so far. */
const toRead = (limit: number, found: number, read: number): number => {
  if (read === 0) return limit
  const likely = Math.ceil(((limit - found) * read) / Math.max(found, 1))
  return Math.min(mostAtOnce, Math.max(fewestAtOnce, likely))
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
    const sees = principal.kind === 'program' || isAdmin(principal)
    return sees ? [{ tab: 'closed' }] : mine.map((by) => ({ tab: 'closed_of', by }))
  }
  const agents = await app.agents.list(principal.workspace)
  const others = agents.map(({ id }) => id).filter((id) => !mine.includes(id))
  return others.map((by) => ({ tab: 'claimed', by }))
}

/** What an agent participates in stands under Active, among the claims of others that make up Team. */
export const belongs = (conversation: Conversation, { id }: Principal, tab: Tab): boolean =>
  tab !== 'team' || !conversation.participants.some((participant) => participant === id)

const passes = (conversation: Conversation, principal: Principal, filter: InboxFilter): boolean =>
  (filter.number_id === undefined || conversation.numberId === filter.number_id) &&
  (filter.team_id === undefined || conversation.teamId === filter.team_id) &&
  (filter.tag === undefined || conversation.tags.includes(filter.tag)) &&
  (filter.claimed_by === undefined || conversation.claimedBy === filter.claimed_by) &&
  (filter.state === undefined || conversation.state === filter.state) &&
  (filter.unread === undefined || isUnread(conversation, principal) === filter.unread)

/** Whether the customer has written since this agent last looked. A program has no eyes. */
export const isUnread = ({ lastInboundAt, seenBy }: Conversation, principal: Principal): boolean =>
  principal.kind === 'agent' && lastInboundAt !== undefined && !seenBy.includes(principal.id)

/** Unread, and nobody has taken it or answered what the customer wrote last. */
export const isNew = (conversation: Conversation, principal: Principal): boolean =>
  isUnread(conversation, principal) && !conversation.claimedBy && !isAnswered(conversation)

const isAnswered = ({ lastInboundAt = 0, lastOutboundAt = 0 }: Conversation) => lastOutboundAt > lastInboundAt
