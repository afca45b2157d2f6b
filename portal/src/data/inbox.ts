import { isProblem } from '#contract/client.ts'
import type { InboxChange } from '#contract/events/pushed.ts'
import type { Agent, Api, Conversation, Counts } from './api.ts'
import { compare, type Store } from './store.ts'

export const tabs = ['active', 'team', 'closed'] as const
export type Tab = (typeof tabs)[number]

/** What is known of one tab's list beside its rows. */
type TabState = {
  /** The last row of what was read without a gap from the top. Unset when that is the whole list. */
  border?: Place
  /** Where the page after that begins. */
  cursor?: string
  /** Whether any page was read yet. */
  read: boolean
  loading: boolean
  error?: unknown
}

/** Lists are ordered by these two, newest first. */
type Place = Pick<Conversation, 'last_activity_at' | 'id'>

export type Inbox = {
  /** The rows of a tab as far as it was read, newest activity first. The same array while nothing changed. */
  rows(tab: Tab): Conversation[]
  state(tab: Tab): TabState
  counts(): Counts | undefined
  /** Reads the next page; the first when none was read. */
  more(tab: Tab): Promise<void>
  /**
   * Reads from the top until a page holds only what is known in that very version: whatever happened meanwhile is then
   * here, however long the gap was. Gives whether anything was news.
   */
  catchUp(tab: Tab): Promise<boolean>
  count(): Promise<void>
  /** Whether something was pushed of which nobody can tell how it changes the counts. */
  areCountsOld(): boolean
  /** Takes up what is pushed to every agent. */
  hear(changes: InboxChange[]): void
  subscribe(listener: () => void): () => void
}

const pageSize = 50
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

export const createInbox = (api: Api, store: Store, me: Pick<Agent, 'id' | 'role'>): Inbox => {
  const states = new Map<Tab, TabState>(tabs.map((tab) => [tab, { read: false, loading: false }]))
  const shown = new Map<Tab, { key: string; rows: Conversation[] }>()
  const listeners = new Set<() => void>()
  let counts: Counts | undefined
  let countsAreOld = false

  const state = (tab: Tab): TabState => states.get(tab) ?? { read: false, loading: false }
  const change = (tab: Tab, change: Partial<TabState>) => {
    states.set(tab, { ...state(tab), ...change })
    for (const listener of listeners) listener()
  }

  /** Takes a page up. Gives whether anything on it was not known in that very version. */
  const readPage = async (tab: Tab, cursor: string | undefined, from: Place | undefined) => {
    const before = new Set(store.conversations())
    const page = await api.listConversations({ query: { tab, limit: pageSize, cursor } })
    const to = page.has_more ? (page.data.at(-1) ?? from) : undefined
    const news = store.apply(page.data.map((row) => ({ t: 'conversation', row })))
    const listed = new Set(page.data.map(({ id }) => id))
    const missing = [...store.conversations()].filter(
      (row) => before.has(row) && !listed.has(row.id) && isBetween(row, from, to) && tabOf(row, me) === tab,
    )
    await Promise.all(missing.map(({ id }) => refreshConversation(api, store, id)))
    reach(tab, to, page.next_cursor)
    return { anyNews: news.length + missing.length > 0, cursor: page.next_cursor, to }
  }

  /** What is known without a gap only grows. */
  const reach = (tab: Tab, border: Place | undefined, cursor: string | undefined) => {
    const { read, border: before, error } = state(tab)
    const further = !read || (before !== undefined && (border === undefined || comesAfter(border, before)))
    if (further) change(tab, { border, cursor, read: true, error: undefined })
    else if (error) change(tab, { error: undefined })
  }

  const more = async (tab: Tab) => {
    const { loading, read, cursor, border } = state(tab)
    if (loading || (read && !cursor)) return
    change(tab, { loading: true, error: undefined })
    try {
      await readPage(tab, cursor, border)
      change(tab, { loading: false })
    } catch (error) {
      change(tab, { loading: false, error })
    }
  }

  const catchUp = async (tab: Tab) => {
    let page: Awaited<ReturnType<typeof readPage>> | undefined
    let anyNews = false
    for (let pages = 0; pages < mostPagesOfGap; pages++) {
      page = await readPage(tab, page?.cursor, page?.to)
      if (!page.anyNews) break
      anyNews = true
      if (!page.cursor) break
    }
    return anyNews
  }

  /** The counts follow what is pushed; where it was before is not known, they are counted again. */
  const move = (before: Conversation | undefined, after: Conversation | undefined) => {
    if (!counts) return
    if (!before && after && !isOfNow(after, state(tabOf(after, me) ?? 'active'))) {
      countsAreOld = true
      return
    }
    counts = withMove(withMove(counts, before, me, -1), after, me, 1)
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
    const mayHavePart = me.role === 'admin' || (before ? hasPart(before, me) : state('closed').read)
    if (mayHavePart) askFor(id, before)
    else if (before) {
      store.apply([{ t: 'gone', id }])
      move(before, undefined)
    }
  }

  const rows = (tab: Tab) => {
    const { border } = state(tab)
    const key = `${store.revision()} ${border?.id}`
    const kept = shown.get(tab)
    if (kept?.key === key) return kept.rows
    const fresh = [...store.conversations()]
      .filter((row) => tabOf(row, me) === tab && (!border || !comesAfter(row, border)))
      .toSorted(newestFirst)
    const unchanged = kept && isSameList(kept.rows, fresh)
    shown.set(tab, { key, rows: unchanged ? kept.rows : fresh })
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
    areCountsOld: () => countsAreOld,
    count: async () => {
      counts = await api.countConversations()
      countsAreOld = false
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      const stop = store.subscribe(listener)
      return () => {
        listeners.delete(listener)
        stop()
      }
    },
  }
}

const newestFirst = (one: Place, other: Place) =>
  compare(other.last_activity_at, one.last_activity_at) || compare(other.id, one.id)

/** Whether a row is further down a list than a place. */
const comesAfter = (row: Place, place: Place): boolean => newestFirst(row, place) > 0

const isBetween = (row: Place, from: Place | undefined, to: Place | undefined): boolean =>
  (!from || comesAfter(row, from)) && (!to || !comesAfter(row, to))

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
const isOfNow = ({ opened_at }: Conversation, { read, border }: TabState): boolean =>
  read && (!border || opened_at > border.last_activity_at)

/** Tabs are counted up to a limit; beyond it the number stays. */
const withMove = (
  counts: Counts,
  row: Conversation | undefined,
  me: Pick<Agent, 'id' | 'role'>,
  by: 1 | -1,
): Counts => {
  const tab = row && tabOf(row, me)
  if (!tab || counts[tab].capped) return counts
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
