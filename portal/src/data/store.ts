import type { Agent, BusinessNumber, Contact, Conversation, Message, Note } from './api.ts'
import { createListeners } from './listeners.ts'

/** One thing that is different now. Whatever learns of something, by asking or by being told, says it in these. */
export type Change =
  | { t: 'conversation'; row: Conversation }
  /** It is not there for this agent any more. */
  | { t: 'gone'; id: string }
  | { t: 'message'; message: Message }
  | { t: 'note'; note: Note }
  | { t: 'agent'; row: Agent }
  | { t: 'number'; row: BusinessNumber }
  | { t: 'contact'; row: Contact }

export type Entry = { type: 'message'; message: Message } | { type: 'note'; note: Note }

/** What an entry is of: both have an id, a time, an author and a conversation. */
export const recordOf = (entry: Entry): Message | Note =>
  entry.type === 'message' ? entry.message : entry.note

/**
 * The records that this page has seen, by id and version. `apply` is the one door by which they change: it takes nothing
 * older than what is there, so that repeats and disorder do no harm, and tells which changes were news.
 */
export type Store = {
  apply(changes: Change[]): Change[]
  /** Counts up whenever something changed. */
  revision(): number
  /** Tells each listener what was news. */
  subscribe(listener: (news: readonly Change[]) => void): () => void
  conversation(id: string): Conversation | undefined
  conversations(): Iterable<Conversation>
  message(id: string): Message | undefined
  /** What was said with a phone, and the notes, oldest first. The same array while nothing of it changed. */
  timeline(thread: string): readonly Entry[]
  agent(id: string): Agent | undefined
  agents(): Agent[]
  number(id: string): BusinessNumber | undefined
  numbers(): BusinessNumber[]
  contact(id: string): Contact | undefined
}

/** Conversations, messages and notes with one phone share the end of their ids, over split and merge. */
export const threadOf = (id: string): string => id.slice(-14)

/** The part of an id that tells its place in time. */
export const placeOf = (id: string): string => id.slice(4, 24)

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** When what an id names was said, in epoch milliseconds: the first ten characters, in Crockford's base 32. */
export const timeOfId = (id: string): number =>
  Array.from(id.slice(4, 14)).reduce((time, digit) => time * 32 + alphabet.indexOf(digit), 0)

export const createStore = (): Store => {
  const conversations = new Map<string, Conversation>()
  const entries = new Map<string, Entry>()
  const agents = new Map<string, Agent>()
  const numbers = new Map<string, BusinessNumber>()
  const contacts = new Map<string, Contact>()
  const timelines = new Map<string, { ids: Set<string>; shown?: readonly Entry[] }>()
  const listeners = createListeners<[readonly Change[]]>()
  let revision = 0

  const timelineOf = (thread: string) => {
    const timeline = timelines.get(thread) ?? { ids: new Set() }
    timelines.set(thread, timeline)
    return timeline
  }

  const putEntry = (id: string, entry: Entry) => {
    const known = entries.get(id)
    if (known && !isNewerEntry(entry, known)) return false
    entries.set(id, entry)
    const timeline = timelineOf(threadOf(id))
    timeline.ids.add(id)
    timeline.shown = undefined
    return true
  }

  const applyOne = (change: Change): boolean => {
    switch (change.t) {
      case 'conversation':
        return putNewer(conversations, change.row, (known) => isSameForReader(known, change.row))
      case 'gone':
        return conversations.delete(change.id)
      case 'message':
        return putEntry(change.message.id, { type: 'message', message: change.message })
      case 'note':
        return putEntry(change.note.id, { type: 'note', note: change.note })
      case 'agent':
        return putNewer(agents, change.row)
      case 'number':
        return putNewer(numbers, change.row)
      case 'contact':
        return putNewer(contacts, change.row)
    }
  }

  return {
    apply: (changes) => {
      const news = changes.filter(applyOne)
      if (news.length > 0) {
        revision++
        listeners.tell(news)
      }
      return news
    },
    revision: () => revision,
    subscribe: listeners.subscribe,
    conversation: (id) => conversations.get(id),
    conversations: () => conversations.values(),
    message: (id) => {
      const entry = entries.get(id)
      return entry?.type === 'message' ? entry.message : undefined
    },
    timeline: (thread) => {
      const timeline = timelineOf(thread)
      timeline.shown ??= [...timeline.ids]
        .toSorted((one, other) => compare(placeOf(one), placeOf(other)))
        .flatMap((id) => entries.get(id) ?? [])
      return timeline.shown
    },
    agent: (id) => agents.get(id),
    agents: () => [...agents.values()],
    number: (id) => numbers.get(id),
    numbers: () => [...numbers.values()],
    contact: (id) => contacts.get(id),
  }
}

export const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const putNewer = <T extends { id: string; version: number }>(
  records: Map<string, T>,
  record: T,
  isSame: (known: T) => boolean = () => true,
): boolean => {
  const known = records.get(record.id)
  if (known && (known.version > record.version || (known.version === record.version && isSame(known))))
    return false
  records.set(record.id, record)
  return true
}

/** What an agent has read stands apart from the conversation and does not make a version of it. */
const isSameForReader = (known: Conversation, row: Conversation): boolean =>
  known.unread === row.unread && known.new === row.new

/** A note never changes but for the conversation that it is in. */
const isNewerEntry = (entry: Entry, known: Entry): boolean =>
  entry.type === 'message' && known.type === 'message'
    ? entry.message.version > known.message.version
    : entry.type === 'note' &&
      known.type === 'note' &&
      entry.note.conversation_id !== known.note.conversation_id
