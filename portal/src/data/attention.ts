import { type Answer, each } from '#contract/client.ts'
import type { Agent, Api, BusinessNumber, Message } from './api.ts'
import { createListeners } from './listeners.ts'
import { automaticAnswers } from './sending-again.ts'

type Review = Answer<'listConsentReviews'>['data'][number]
export type Unreadable = Answer<'listUnreadable'>['data'][number]

/** What waits for a person, as far as it was read. */
export type NeedsAttention = {
  /** Texts that read like an opt-out, by their deadline, and what they say. */
  reviews: { review: Review; text: Message | undefined }[]
  /** Texts of late that did not arrive, or of which nobody knows whether they did; newest first. */
  lost: Message[]
  /** For admins. */
  unreadable: Unreadable[]
  /** For admins: numbers of whose texts nobody can be told. */
  untold: BusinessNumber[]
  isRead: boolean
  error?: unknown
}

export type Attention = {
  /** The same object while nothing changed. */
  get(): NeedsAttention
  /** All but the numbers, which take a request each. */
  read(): Promise<void>
  /** One of the lists may have changed. */
  reread(list: 'reviews' | 'unreadable' | 'untold'): void
  /** Takes up a text that was lost, or was lost and is sent again. */
  hear(text: Message): void
  /** Takes a text off the list of this agent in this browser: nothing more is to be done about it. */
  putAside(id: Message['id']): void
  subscribe(listener: () => void): () => void
}

type World = { now(): number; storage: Pick<Storage, 'getItem' | 'setItem'> }

const late = 7 * 86_400_000
const most = 50
const lostStates = ['failed', 'undelivered', 'unknown'] as const

export const createAttention = (
  api: Api,
  me: Pick<Agent, 'id' | 'role'>,
  { now, storage }: World,
): Attention => {
  const listeners = createListeners()
  const texts = new Map<string, Message>()
  const aside = createAside(`parley.aside.${me.id}`, storage)
  let found: NeedsAttention = { reviews: [], lost: [], unreadable: [], untold: [], isRead: false }
  const put = (changed: NeedsAttention) => {
    found = changed
    listeners.tell()
  }

  /** What a review is about never changes, but a customer may have asked to be forgotten. */
  const textOf = async ({ message_id: id }: Review) => {
    const text = texts.get(id) ?? (await api.getMessage({ id }).catch(() => undefined))
    if (text) texts.set(id, text)
    return text
  }
  const readReviews = async () => {
    const { data } = await api.listConsentReviews({ query: { state: 'open', limit: most } })
    return Promise.all(data.map(async (review) => ({ review, text: await textOf(review) })))
  }
  const readLost = async () => {
    const created_after = new Date(now() - late).toISOString()
    const lists = await Promise.all(
      lostStates.map((status) => first(each(api.findMessages, { query: { status, created_after } }))),
    )
    return lists.flat().filter(waits).toSorted(newestFirst)
  }
  const readUnreadable = async () =>
    me.role === 'admin' ? (await api.listUnreadable({ query: { limit: most } })).data : []

  /** Loaded at need: only admins ask, and not before the inbox is there. */
  const readNumbersUntold = async () =>
    me.role === 'admin' ? (await import('./untold.ts')).readUntold(api) : []
  const readers = {
    reviews: async () => ({ reviews: await readReviews() }),
    unreadable: async () => ({ unreadable: await readUnreadable() }),
    untold: async () => ({ untold: await readNumbersUntold() }),
  }

  return {
    get: () => found,
    read: async () => {
      try {
        const [reviews, lost, unreadable] = await Promise.all([readReviews(), readLost(), readUnreadable()])
        aside.keepOnly(lost.map(({ id }) => id))
        put({
          untold: found.untold,
          reviews,
          lost: lost.filter(({ id }) => !aside.has(id)),
          unreadable,
          isRead: true,
        })
      } catch (error) {
        put({ ...found, error })
      }
    },
    reread: (list) => {
      readers[list]().then(
        (changed) => put({ ...found, ...changed }),
        () => {},
      )
    },
    hear: (text) => {
      const known = found.lost.find(({ id }) => id === text.id)
      if (!found.isRead || (known && known.version > text.version)) return
      const others = found.lost.filter((one) => one !== known)
      const isListed = isLost(text) && waits(text) && !aside.has(text.id)
      put({ ...found, lost: isListed ? [text, ...others].toSorted(newestFirst) : others })
    },
    putAside: (id) => {
      aside.add(id)
      put({ ...found, lost: found.lost.filter((text) => text.id !== id) })
    },
    subscribe: listeners.subscribe,
  }
}

const isLost = ({ status }: Message) => lostStates.some((lost) => lost === status)

/** Whether a lost text waits for somebody. */
const waits = ({ origin, resent_as }: Message) => !resent_as && !automaticAnswers.includes(origin)

const newestFirst = (one: Message, other: Message) => other.created_at.localeCompare(one.created_at)

export const countOf = ({ reviews, lost, unreadable, untold }: NeedsAttention): number =>
  reviews.length + lost.length + unreadable.length + untold.length

const first = async <T>(list: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of list) {
    found.push(one)
    if (found.length >= most) break
  }
  return found
}

const createAside = (key: string, storage: World['storage']) => {
  let ids = new Set<string>(JSON.parse(storage.getItem(key) ?? '[]'))
  const save = (changed: Set<string>) => {
    ids = changed
    storage.setItem(key, JSON.stringify([...ids]))
  }
  return {
    has: (id: string) => ids.has(id),
    add: (id: string) => save(new Set([...ids, id])),
    /** What is on the list no more needs no mark. */
    keepOnly: (listed: string[]) => {
      const kept = listed.filter((id) => ids.has(id))
      if (kept.length < ids.size) save(new Set(kept))
    },
  }
}
