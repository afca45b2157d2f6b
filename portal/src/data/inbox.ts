import { type Answer, isProblem } from '#contract/client.ts'
import type { InboxChange } from '#contract/events/pushed.ts'
import type { Agent, Api, Conversation, Counts } from './api.ts'
import { isSnoozed, type List, orderOf, type Place, passes, readList, type Tab } from './list.ts'
import { createListeners, joined } from './listeners.ts'
import type { Store } from './store.ts'

/** What is known of one list beside its rows. */
type ListState = {
  /** The last row of what was read without a gap from the top. */
  border?: Place
  /** Where the page after that begins. Unset when the whole list was read. */
  cursor?: string
  /** How many pages were read one after the other; a filter may leave them short. */
  pages: number
  loading: boolean
  error?: unknown
}

export type Inbox = {
  /** The rows of a list as far as it was read, in its order. The same array while nothing changed. */
  rows(list: List): Conversation[]
  state(list: List): ListState
  counts(): Counts | undefined
  /** Reads the next page; the first when none was read. */
  more(list: List): Promise<void>
  /**
   * Reads from the top until a page holds only what is known in that very version: whatever was said meanwhile is then
   * here, however long the gap was. `isThorough`: all that was read before is read again, for what changed without moving
   * a row to the top. Of those who wait longest that is always done, since what is new may be anywhere among them. Gives
   * whether anything was news.
   */
  catchUp(list: List, isThorough: boolean): Promise<boolean>
  count(): Promise<void>
  /** Whether something was pushed of which nobody can tell how it changes the counts. */
  areCountsOld(): boolean
  /** Takes up what is pushed to every agent. */
  hear(changes: InboxChange[]): void
  /** Another device of the agent has read it, or marked it unread. */
  hearRead(mark: { id: Conversation['id']; unread: boolean }): void
  subscribe(listener: () => void): () => void
}

const pageSize = 50
/** The API reads a whole tab for each of these. */
const waitingPageSize = 100
/** A gap so long that everything read before is read again anyway. */
const mostPagesOfGap = 20

/** Which tab a conversation is in for an agent: the rule that the API lists by. Undefined where it is in none. */
const tabOf = (
  { state, claimed_by, participants, merged_into }: Conversation,
  { id, role }: Pick<Agent, 'id' | 'role'>,
): Tab | undefined => {
  const isMine = hasPart({ claimed_by, participants }, { id })
  if (state === 'closed') return !merged_into && (isMine || role === 'admin') ? 'closed' : undefined
  return claimed_by === undefined || isMine ? 'active' : 'team'
}

const hasPart = (
  { claimed_by, participants }: Pick<Conversation, 'claimed_by' | 'participants'>,
  { id }: Pick<Agent, 'id'>,
): boolean => claimed_by === id || participants.includes(id)

const unreadList: ListState = { pages: 0, loading: false }

type Page = Answer<'listConversations'>

/** Asks for a page of a list; the first one where there is no cursor. */
const askForPage = (api: Api, list: List, cursor?: string): Promise<Page> => {
  const query = readList(list)
  const limit = query.sort === 'waiting' ? waitingPageSize : pageSize
  return api.listConversations({ query: { ...query, limit, cursor } })
}

/** The first page of the list that is shown first: it can be asked for before the page knows for whom. */
export type Ahead = { list: List; page: Promise<Page> }

export const askAhead = (api: Api, list: List): Ahead => {
  const page = askForPage(api, list)
  // Whoever reads the list hears of it.
  page.catch(() => {})
  return { list, page }
}

/** `ahead` is taken for the first page of its list, once. */
export const createInbox = (
  api: Api,
  store: Store,
  me: Pick<Agent, 'id' | 'role'>,
  now: () => number,
  ahead?: Ahead,
): Inbox => {
  const states = new Map<List, ListState>()
  const shown = new Map<List, { key: string; rows: Conversation[]; until: number }>()
  const listeners = createListeners()
  let counts: Counts | undefined
  let countsAreOld = false

  const state = (list: List): ListState => states.get(list) ?? unreadList
  const change = (list: List, change: Partial<ListState>) => {
    states.set(list, { ...state(list), ...change })
    listeners.tell()
  }
  const isIn = (list: List) => {
    const { tab, ...filter } = readList(list)
    const at = now()
    return (row: Conversation) => tabOf(row, me) === tab && passes(row, tab, filter, at)
  }

  const takeAhead = (list: List) => {
    if (list !== ahead?.list) return undefined
    const { page } = ahead
    ahead = undefined
    return page
  }

  /** Takes a page up. Gives whether anything on it was not known in that very version. */
  const readPage = async (list: List, cursor: string | undefined, from: Place | undefined) => {
    const before = new Set(store.conversations())
    const page = await ((!cursor && takeAhead(list)) || askForPage(api, list, cursor))
    const to = page.has_more ? (page.data.at(-1) ?? from) : undefined
    const news = store.apply(page.data.map((row) => ({ t: 'conversation', row })))
    const listed = new Set(page.data.map(({ id }) => id))
    const belongs = isIn(list)
    const isBetween = isBetweenIn(list)
    // A page that a filter left empty tells nothing of what lies after it.
    const reaches = to !== undefined || !page.has_more
    const missing = [...store.conversations()].filter(
      (row) => before.has(row) && !listed.has(row.id) && reaches && isBetween(row, from, to) && belongs(row),
    )
    await Promise.all(missing.map(({ id }) => refreshConversation(api, store, id)))
    reach(list, to, page.next_cursor)
    return { anyNews: news.length + missing.length > 0, cursor: page.next_cursor, to }
  }

  /** What is known without a gap only grows. */
  const reach = (list: List, border: Place | undefined, cursor: string | undefined) => {
    const known = state(list)
    const isWhole = known.pages > 0 && known.cursor === undefined
    const further =
      !isWhole && (!known.border || !cursor || (border && orderOf(list)(known.border, border) <= 0))
    if (further) change(list, { border, cursor, pages: known.pages + 1, error: undefined })
    else if (known.error) change(list, { error: undefined })
  }

  const more = async (list: List) => {
    const { loading, pages, cursor, border } = state(list)
    if (loading || (pages > 0 && !cursor)) return
    change(list, { loading: true, error: undefined })
    try {
      await readPage(list, cursor, border)
      change(list, { loading: false })
    } catch (error) {
      change(list, { loading: false, error })
    }
  }

  const catchUp = async (list: List, isThorough: boolean) => {
    let page: Awaited<ReturnType<typeof readPage>> | undefined
    let anyNews = false
    const isReadAgain = readAgain(list, state(list), isThorough)
    for (let pages = 0; pages < mostPagesOfGap; pages++) {
      page = await readPage(list, page?.cursor, page?.to)
      anyNews ||= page.anyNews
      if (!page.cursor || isReadAgain(page)) break
    }
    return anyNews
  }

  /** The counts follow what is pushed; where it was before is not known, they are counted again. */
  const move = (before: Conversation | undefined, after: Conversation | undefined) => {
    if (!counts) {
      countsAreOld = true
      return
    }
    if (!before && after && !isOfNow(after, state(tabOf(after, me) ?? 'active'))) {
      countsAreOld = true
      return
    }
    counts = withMove(withMove(counts, countedIn(before), before, -1), countedIn(after), after, 1)
    listeners.tell()
  }

  /** The tab that counts it: Active leaves out what is snoozed. */
  const countedIn = (row: Conversation | undefined): Tab | undefined => {
    const tab = row && tabOf(row, me)
    return row && tab && passes(row, tab, {}, now()) ? tab : undefined
  }

  const askFor = (id: Conversation['id'], before: Conversation | undefined) => {
    refreshConversation(api, store, id)
      .then(() => move(before, store.conversation(id)))
      .catch(() => {})
  }

  const hearRow = (change: Extract<InboxChange, { t: 'conversation' }>) => {
    const before = store.conversation(change.row.id)
    const row = asRead(change, before)
    // Somebody may have read it long ago: only the API knows.
    if (!row) return askFor(change.row.id, before)
    if (store.apply([{ t: 'conversation', row }]).length > 0) move(before, row)
  }

  /** Whoever had a part in it, or may see all, asks for what it is now. */
  const hearClosed = ({ id, version }: Extract<InboxChange, { t: 'closed' }>) => {
    const before = store.conversation(id)
    if (before && before.version >= version) return
    const mayHavePart = me.role === 'admin' || (before ? hasPart(before, me) : state('closed').pages > 0)
    if (mayHavePart) askFor(id, before)
    else if (before) {
      store.apply([{ t: 'gone', id }])
      move(before, undefined)
    }
  }

  const rows = (list: List) => {
    const { border } = state(list)
    const key = `${store.revision()} ${border?.id}`
    const kept = shown.get(list)
    if (kept?.key === key && now() < kept.until) return kept.rows
    const belongs = isIn(list)
    const order = orderOf(list)
    const fresh = [...store.conversations()]
      .filter((row) => belongs(row) && (!border || order(row, border) <= 0))
      .toSorted(order)
    const unchanged = kept && isSameList(kept.rows, fresh)
    shown.set(list, { key, rows: unchanged ? kept.rows : fresh, until: nextReturn(store, now()) })
    return unchanged ? kept.rows : fresh
  }

  return {
    rows,
    state,
    counts: () => counts,
    more,
    catchUp,
    hear: (changes) => {
      for (const change of changes) change.t === 'conversation' ? hearRow(change) : hearClosed(change)
    },
    hearRead: ({ id, unread }) => {
      const known = store.conversation(id)
      if (known && known.unread !== unread) askFor(id, known)
    },
    areCountsOld: () => countsAreOld,
    count: async () => {
      counts = await api.countConversations()
      countsAreOld = false
      listeners.tell()
    },
    subscribe: joined(listeners.subscribe, store.subscribe),
  }
}

/** When the next snoozed conversation is back, in epoch milliseconds. */
const nextReturn = (store: Store, now: number): number => {
  let next = Number.POSITIVE_INFINITY
  for (const row of store.conversations())
    if (isSnoozed(row, now)) next = Math.min(next, Date.parse(row.snoozed_until ?? ''))
  return next
}

/** Whether a row is further down a list than the one place, and not further than the other. */
const isBetweenIn = (list: List) => {
  const order = orderOf(list)
  return (row: Place, from: Place | undefined, to: Place | undefined): boolean =>
    (!from || order(row, from) > 0) && (!to || order(row, to) <= 0)
}

/** Whether with a page everything that happened in a gap is here, by what was known of the list before. */
const readAgain = (list: List, { pages, border }: ListState, isThorough: boolean) => {
  const order = orderOf(list)
  return ({ anyNews, to }: { anyNews: boolean; to: Place | undefined }): boolean => {
    if (!isThorough && readList(list).sort !== 'waiting') return !anyNews
    return pages === 0 || (border !== undefined && to !== undefined && order(to, border) >= 0)
  }
}

/**
 * A pushed row for this reader: a text that came after what is known is unread, and an answer ends that. Undefined where
 * only the API knows.
 */
const asRead = (
  { row, unread_from }: Extract<InboxChange, { t: 'conversation' }>,
  known: Conversation | undefined,
): Conversation | undefined => {
  if (!known && unread_from !== undefined && unread_from !== row.version) return undefined
  const isAnswered = known?.last_outbound_at !== row.last_outbound_at && unread_from === undefined
  const isNews = unread_from !== undefined && unread_from > (known?.version ?? 0)
  const unread = !row.merged_into && (isNews || (known?.unread === true && !isAnswered))
  return { ...row, unread, new: unread && !row.claimed_by && row.waiting_since !== undefined }
}

/** Whether a conversation that the page has never seen cannot have been in the tab before. */
const isOfNow = ({ opened_at }: Conversation, { pages, border }: ListState): boolean =>
  pages > 0 && (!border || opened_at > border.last_activity_at)

/** Tabs are counted up to a limit; beyond it the number stays. */
const withMove = (
  counts: Counts,
  tab: Tab | undefined,
  row: Conversation | undefined,
  by: 1 | -1,
): Counts => {
  if (!tab || !row || counts[tab].capped) return counts
  const { count, unread, new: fresh } = counts[tab]
  const moved = {
    count: count + by,
    unread: unread + (row.unread ? by : 0),
    new: fresh + (row.new ? by : 0),
    capped: false,
  }
  return { ...counts, [tab]: moved }
}

/** Asks for one conversation; one that the agent may no longer see is taken away. */
export const refreshConversation = async (api: Api, store: Store, id: Conversation['id']) => {
  try {
    store.apply([{ t: 'conversation', row: await api.getConversation({ id }) }])
  } catch (error) {
    if (!isHidden(error)) throw error
    store.apply([{ t: 'gone', id }])
  }
}

/** Whether the API says that there is nothing for this agent to see. */
export const isHidden = (error: unknown): boolean =>
  isProblem(error, 'not_found') || isProblem(error, 'forbidden')

const isSameList = <T>(one: T[], other: T[]): boolean =>
  one.length === other.length && one.every((entry, index) => entry === other[index])
