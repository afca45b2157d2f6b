import { isProblem } from '#contract/client.ts'
import type { Agent, Api, Conversation, Counts } from './api.ts'
import { isSnoozed, type List, passes, readList, type Tab } from './list.ts'
import { compare, type Store } from './store.ts'

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

/** Lists are ordered by these two, newest first. */
type Place = Pick<Conversation, 'last_activity_at' | 'id'>

export type Inbox = {
  /** The rows of a list as far as it was read, newest activity first. The same array while nothing changed. */
  rows(list: List): Conversation[]
  state(list: List): ListState
  counts(): Counts | undefined
  /** Reads the next page; the first when none was read. */
  more(list: List): Promise<void>
  /**
   * Reads from the top until a page holds only what is known in that very version: whatever happened meanwhile is then
   * here, however long the gap was. Gives whether anything was news.
   */
  catchUp(list: List): Promise<boolean>
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

const unreadList: ListState = { pages: 0, loading: false }

export const createInbox = (
  api: Api,
  store: Store,
  me: Pick<Agent, 'id' | 'role'>,
  now: () => number,
): Inbox => {
  const states = new Map<List, ListState>()
  const shown = new Map<List, { key: string; rows: Conversation[]; until: number }>()
  const listeners = new Set<() => void>()
  let counts: Counts | undefined

  const state = (list: List): ListState => states.get(list) ?? unreadList
  const change = (list: List, change: Partial<ListState>) => {
    states.set(list, { ...state(list), ...change })
    for (const listener of listeners) listener()
  }
  const isIn = (list: List) => {
    const { tab, ...filter } = readList(list)
    const at = now()
    return (row: Conversation) => tabOf(row, me) === tab && passes(row, tab, filter, at)
  }

  /** Takes a page up. Gives whether anything on it was not known in that very version. */
  const readPage = async (list: List, cursor: string | undefined, from: Place | undefined) => {
    const before = new Set(store.conversations())
    const page = await api.listConversations({ query: { ...readList(list), limit: pageSize, cursor } })
    const to = page.has_more ? (page.data.at(-1) ?? from) : undefined
    const news = store.apply(page.data.map((row) => ({ t: 'conversation', row })))
    const listed = new Set(page.data.map(({ id }) => id))
    const belongs = isIn(list)
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
    const further = !isWhole && (!known.border || !cursor || (border && !comesAfter(known.border, border)))
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

  const catchUp = async (list: List) => {
    let page: Awaited<ReturnType<typeof readPage>> | undefined
    let anyNews = false
    for (let pages = 0; pages < mostPagesOfGap; pages++) {
      page = await readPage(list, page?.cursor, page?.to)
      if (!page.anyNews) break
      anyNews = true
      if (!page.cursor) break
    }
    return anyNews
  }

  const rows = (list: List) => {
    const { border } = state(list)
    const key = `${store.revision()} ${border?.id}`
    const kept = shown.get(list)
    if (kept?.key === key && now() < kept.until) return kept.rows
    const belongs = isIn(list)
    const fresh = [...store.conversations()]
      .filter((row) => belongs(row) && (!border || !comesAfter(row, border)))
      .toSorted(newestFirst)
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

/** When the next snoozed conversation is back, in epoch milliseconds. */
const nextReturn = (store: Store, now: number): number => {
  let next = Number.POSITIVE_INFINITY
  for (const row of store.conversations())
    if (isSnoozed(row, now)) next = Math.min(next, Date.parse(row.snoozed_until ?? ''))
  return next
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
