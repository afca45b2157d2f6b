import type { ThreadChange } from '#contract/events/pushed.ts'
import type { Api, Conversation, Message, TimelineEntry } from './api.ts'
import { isHidden, refreshConversation } from './inbox.ts'
import { createListeners, joined } from './listeners.ts'
import { type Change, recordOf, type Store, threadOf, timeOfId } from './store.ts'

/** What is known of one phone's timeline beside its entries. */
export type ThreadState = { cursor?: string; read: boolean; loading: boolean; error?: unknown }

export type Threads = {
  state(id: string): ThreadState
  /** Reads the page before those that were read; the newest when none was. */
  earlier(id: Conversation['id']): Promise<void>
  /** Reads the newest page, and on until one holds nothing new. */
  catchUp(id: Conversation['id']): Promise<void>
  /** Takes up what is pushed of threads. Gives whether that is not all that changed in them. */
  hear(changes: ThreadChange[]): boolean
  /** Whether a text is on its way, so that its state will soon change. */
  isMoving(id: string): boolean
  subscribe(listener: () => void): () => void
}

const pageSize = 50
const mostPagesOfGap = 20
const unread: ThreadState = { read: false, loading: false }

export const createThreads = (api: Api, store: Store, hearTime: (now: number) => void): Threads => {
  const states = new Map<string, ThreadState>()
  const listeners = createListeners()
  const state = (id: string) => states.get(threadOf(id)) ?? unread
  const change = (id: string, change: Partial<ThreadState>) => {
    states.set(threadOf(id), { ...state(id), ...change })
    listeners.tell()
  }

  const readPage = async (id: Conversation['id'], cursor?: string) => {
    const page = await api.readTimeline({ id, query: { limit: pageSize, cursor } })
    const [newest] = page.data
    if (newest) hearTime(timeOf(newest) + newest.age_seconds * 1000)
    const news = store.apply(page.data.map(changeOf))
    return { anyNews: news.length > 0, cursor: page.next_cursor }
  }

  const readGap = async (id: Conversation['id']) => {
    const { read } = state(id)
    let cursor: string | undefined
    for (let pages = 0; pages < mostPagesOfGap; pages++) {
      const page = await readPage(id, cursor)
      cursor = page.cursor
      if (!read) change(id, { read: true, cursor, error: undefined })
      if (!read || !page.anyNews || !cursor) break
    }
  }

  /** With a text its notes moved too, of which nothing is told. */
  const isMoved = ({ id, conversation_id }: Message) => {
    const known = store.message(id)
    return known !== undefined && known.conversation_id !== conversation_id
  }

  return {
    state,
    earlier: async (id) => {
      const { loading, read, cursor } = state(id)
      if (loading || (read && !cursor)) return
      change(id, { loading: true, error: undefined })
      try {
        const page = await readPage(id, cursor)
        change(id, { loading: false, read: true, cursor: page.cursor })
      } catch (error) {
        change(id, { loading: false, error })
      }
    },
    catchUp: async (id) => {
      try {
        await readGap(id)
        await refreshConversation(api, store, id)
      } catch (error) {
        if (!isHidden(error)) throw error
        store.apply([{ t: 'gone', id }])
        change(id, { error })
      }
    },
    hear: (changes) => {
      const isMore = changes.some(
        (told) => told.t === 'changed' || (told.t === 'message' && isMoved(told.message)),
      )
      store.apply(changes.filter((told) => told.t !== 'changed'))
      return isMore
    },
    isMoving: (id) =>
      store
        .timeline(threadOf(id))
        .some((entry) => entry.type === 'message' && moving.includes(entry.message.status)),
    subscribe: joined(listeners.subscribe, store.subscribe),
  }
}

const moving = ['queued', 'sending']

const changeOf = (entry: TimelineEntry): Change =>
  entry.type === 'message' ? { t: 'message', message: entry.message } : { t: 'note', note: entry.note }

const timeOf = (entry: TimelineEntry) => timeOfId(recordOf(entry).id)
