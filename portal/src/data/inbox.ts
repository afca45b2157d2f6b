import { isProblem } from '#contract/client.ts'
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
  const hasPart = claimed_by === id || participants.includes(id)
  if (state === 'closed') return !merged_into && (hasPart || role === 'admin') ? 'closed' : undefined
  return claimed_by === undefined || hasPart ? 'active' : 'team'
}

export const createInbox = (api: Api, store: Store, me: Pick<Agent, 'id' | 'role'>): Inbox => {
  const states = new Map<Tab, TabState>(tabs.map((tab) => [tab, { read: false, loading: false }]))
  const shown = new Map<Tab, { key: string; rows: Conversation[] }>()
  const listeners = new Set<() => void>()
  let counts: Counts | undefined

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
    count: async () => {
      counts = await api.countConversations()
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

/** Asks for one conversation; one that the agent may no longer see is taken away. */
export const refreshConversation = async (api: Api, store: Store, id: Conversation['id']) => {
  try {
    store.apply([{ t: 'conversation', row: await api.getConversation({ id }) }])
  } catch (error) {
    if (!isProblem(error, 'not_found') && !isProblem(error, 'forbidden')) throw error
    store.apply([{ t: 'gone', id }])
  }
}

const isSameList = <T>(one: T[], other: T[]): boolean =>
  one.length === other.length && one.every((entry, index) => entry === other[index])
