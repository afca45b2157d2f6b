import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, ListRange, Ordered, Page } from '../app.ts'
import { DomainError } from '../error.ts'
import { type MessageId, type NumberId, orderOf, type WorkspaceId } from '../ids.ts'
import { continuationsInList, type ShownMessage, shown } from '../messages/continues.ts'
import { storedAt } from '../messages/listed-message.ts'
import { isUnsuccessful, type Message, type UnsuccessfulStatus } from '../messages/message.ts'
import { asOf } from '../messages/overdue.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import type { PageOf, PageQuery } from '../pages.ts'
import { requireAddress } from '../phones/require-phone.ts'
import { entriesFrom, wordsKeptFor } from '../search/word-entry.ts'
import { type LookAt, searchPage } from '../search-page.ts'
import { searchWords } from '../text/search-words.ts'
import { day } from '../time.ts'
import { onlyReadable } from './readable.ts'

type Needs = Pick<
  App,
  'clock' | 'conversations' | 'cursors' | 'messages' | 'numbers' | 'settings' | 'threads' | 'wordEntries'
>

/** Times in epoch milliseconds; `phone` is the customer's, in any common format. */
export type MessageFilter = {
  status?: Message['status']
  direction?: Message['direction']
  numberId?: NumberId
  phone?: string
  createdAfter?: number
  createdBefore?: number
  /** All of these words are in the text. */
  words?: string
}

/**
 * A page of the workspace's messages, newest first; those that are held soonest first, and last what waits for a person.
 * Agents get none of closed conversations of others. A filter may leave a page short, even empty, while there are more.
 * Throws `invalid_phone_number`, `text_search_off`, and `validation_failed` for words without a letter.
 */
export const findMessages = async (
  app: Needs,
  principal: Principal,
  { limit, cursor, words: query, ...filter }: MessageFilter & PageQuery,
): Promise<PageOf<ShownMessage>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const words = query === undefined ? [] : await requireWords(app, workspace, query)
  const found = readableFor(app, principal, await listFor({ app, workspace, filter, words }))
  const now = app.clock.now()
  const lookAt: LookAt<Message> = async (page) => {
    const { shown: all, next } = await found(page)
    return { shown: all.map(({ record, order }) => ({ record: asOf(record, now), order })), next }
  }
  const fits = (message: Message) => passes(message, filter) && hasWords(message, words)
  const page = await searchPage(app, workspace, { limit, cursor }, { lookAt, fits })
  const continued = continuationsInList(page.records)
  return { ...page, records: page.records.map((message) => shown(message, continued)) }
}

const readableFor =
  (app: Needs, principal: Principal, lookAt: LookAt<Message>): LookAt<Message> =>
  async (page) => {
    const { shown, next } = await lookAt(page)
    return { shown: await onlyReadable(app, principal, shown, ({ record }) => record), next }
  }

const passes = (message: Message, filter: Search['filter']): boolean =>
  (filter.status === undefined || message.status === filter.status) &&
  (filter.direction === undefined || message.direction === filter.direction) &&
  (filter.numberId === undefined || message.numberId === filter.numberId) &&
  (filter.createdAfter === undefined || message.createdAt > filter.createdAfter) &&
  (filter.createdBefore === undefined || message.createdAt < filter.createdBefore)

/** Throws `text_search_off`, and `validation_failed` where there is nothing to search for. */
const requireWords = async (app: Needs, workspace: WorkspaceId, query: string): Promise<string[]> => {
  const words = searchWords(query)
  const detail = 'Write a word of two letters or digits at least.'
  if (words.length === 0)
    throw new DomainError('validation_failed', detail, { errors: [{ path: 'words', detail }] })
  const { textSearch } = await app.settings.get(workspace)
  if (textSearch === 'on') return words
  throw new DomainError('text_search_off', 'The workspace does not search the words of its texts.')
}

/** Asked of the text itself, too: what is found may have been edited since. */
const hasWords = ({ body }: Message, words: string[]): boolean =>
  words.length === 0 || includesAll(searchWords(body), words)

const includesAll = (all: string[], words: string[]): boolean => words.every((word) => all.includes(word))

type Search = { app: Needs; workspace: WorkspaceId; filter: Omit<MessageFilter, 'words'>; words: string[] }

/** The list in which least is looked at that the filter does not let through. */
const listFor = async (search: Search): Promise<LookAt<Message>> => {
  const { app, workspace, filter } = search
  if (filter.phone !== undefined) return ofPhone(search, filter.phone)
  if (search.words.length > 0) return withWords(search)
  const numbers = filter.numberId
    ? [filter.numberId]
    : (await app.numbers.list(workspace)).map(({ id }) => id)
  if (filter.status === 'held') return held(search, numbers)
  if (filter.status && isUnsuccessful(filter.status)) return unsuccessful(search, numbers, filter.status)
  return newest(search, numbers)
}

/** A carrier may bring a text as much later as its queues keep it; its place in the thread is by when it was written. */
const longestOnTheWay = 35 * day

/** What was said with one phone. */
const ofPhone = async (
  { app, workspace, filter: { createdAfter, createdBefore } }: Search,
  written: string,
): Promise<LookAt<Message>> => {
  const { country } = await app.settings.get(workspace)
  const thread = await app.threads.byPhone(workspace, requireAddress(written, country))
  if (!thread) return async () => ({ shown: [] })
  const first = createdAfter === undefined ? undefined : storedAt(createdAfter - longestOnTheWay)
  const last = createdBefore === undefined ? undefined : storedAt(createdBefore + longestOnTheWay)
  return async ({ limit, from = last }) => {
    const range = { from: first, to: from, limit: limit + 1 }
    const entries = await app.messages.entries(workspace, thread.ref, range)
    const messages = entries.slice(0, limit).filter((entry) => entry.kind === 'message')
    const after = entries[limit]
    return {
      shown: messages.map((record) => ({ record, order: orderOf(record.id) })),
      next: after && orderOf(after.id),
    }
  }
}

/** By the entries of the longest word, which is likely to be the rarest. */
const withWords = ({ app, workspace, filter, words }: Search): LookAt<Message> => {
  const [longest = ''] = words.toSorted((a, b) => b.length - a.length)
  const { createdAfter = 0, createdBefore } = filter
  const first = entriesFrom(Math.max(app.clock.now() - wordsKeptFor, createdAfter - longestOnTheWay))
  const last = createdBefore === undefined ? undefined : entriesFrom(createdBefore + longestOnTheWay)
  return async ({ limit, from = last }) => {
    const range = { from: first, to: from, limit: limit + 1 }
    const entries = await app.wordEntries.list(workspace, longest, range)
    const fitting = entries.slice(0, limit).filter(({ record }) => includesAll(record.words, words))
    const named = fitting.map(({ record, order }) => ({ record: { id: record.messageId }, order }))
    return { shown: await readNamed(app, workspace, named), next: entries[limit]?.order }
  }
}

const held =
  ({ app, workspace }: Search, numbers: NumberId[]): LookAt<Message> =>
  async ({ limit, from }) => {
    const range = { from, limit: limit + 1 }
    const lists = await Promise.all(numbers.map((number) => app.messages.held(workspace, number, range)))
    const soonest = lists.flat().toSorted((a, b) => (a.order < b.order ? -1 : 1))
    return { shown: soonest.slice(0, limit), next: soonest[limit]?.order }
  }

const unsuccessful =
  ({ app, workspace, filter }: Search, numbers: NumberId[], status: UnsuccessfulStatus): LookAt<Message> =>
  ({ limit, from }) =>
    newestOfLists(numbers, limit, from, (number, page) =>
      app.messages.unsuccessful(workspace, number, status, rangeOf(page, filter)),
    )

/** Every message; those of the other direction are not even read. */
const newest =
  ({ app, workspace, filter }: Search, numbers: NumberId[]): LookAt<Message> =>
  async ({ limit, from }) => {
    const { shown, next } = await newestOfLists(numbers, limit, from, (number, page) =>
      app.messages.newest(workspace, number, rangeOf(page, filter)),
    )
    const direction = filter.status === 'received' ? 'inbound' : filter.direction
    const fitting = shown.filter(({ record }) => direction === undefined || record.direction === direction)
    return { shown: await readNamed(app, workspace, fitting), next }
  }

/** Those of the messages that exist, in the same order. */
const readNamed = async (
  app: Needs,
  workspace: WorkspaceId,
  named: Ordered<{ id: MessageId }>[],
): Promise<Ordered<Message>[]> => {
  const found = await Promise.all(
    named.map(async ({ record: { id }, order }) => {
      const record = await app.messages.get(workspace, id)
      return record && { record, order }
    }),
  )
  return found.filter((message) => message !== undefined)
}

/** From a position on, or from the newest that the filter lets through. */
const rangeOf = ({ limit, from }: Page, { createdAfter, createdBefore }: MessageFilter): ListRange => ({
  from: createdAfter === undefined ? undefined : storedAt(createdAfter + 1),
  to: from ?? (createdBefore === undefined ? undefined : storedAt(createdBefore)),
  limit,
})
