import type { Answer } from '#contract/client.ts'
import type { Conversation } from './api.ts'
import { compare } from './store.ts'

export const tabs = ['active', 'team', 'closed'] as const
export type Tab = (typeof tabs)[number]

export type View = Answer<'getView'>
/** What is shown of a tab, and in which order: newest activity first unless it says `waiting`. */
export type Filter = Omit<View['filter'], 'tab' | 'state'>

/** One list of conversations by its name: a tab, and as in a query what is shown of it and in which order. */
export type List = Tab | `${Tab}?${string}`

/** Nobody waits in Closed, and the usual order is not named. */
export const listOf = (tab: Tab, { sort, ...filter }: Filter = {}): List => {
  const named = { ...filter, sort: sort === 'waiting' && tab !== 'closed' ? sort : undefined }
  const set = Object.entries(named).filter(([, value]) => value !== undefined)
  const query = set.map(([key, value]): [string, string] => [key, String(value)])
  return query.length === 0 ? tab : `${tab}?${new URLSearchParams(query.toSorted())}`
}

/** The tab and the filter that a list is named by. */
export const readList = (list: List): Filter & { tab: Tab } => {
  const [tab, query] = list.split('?') as [Tab, string?]
  const named = Object.fromEntries(new URLSearchParams(query))
  const set = flags.filter((name) => named[name] !== undefined)
  return { tab, ...named, ...Object.fromEntries(set.map((name) => [name, named[name] === 'true'])) }
}

const flags = ['unread', 'snoozed', 'claimed', 'waiting'] as const

/** Whether less is shown than all of a tab. */
export const isFiltered = (filter: Filter): boolean => Object.keys(filter).some((name) => name !== 'sort')

/** A view names a tab or a state, or nothing. */
export const listOfView = ({ filter: { tab, state, ...filter } }: Pick<View, 'filter'>): List =>
  listOf(tab ?? (state === 'closed' ? 'closed' : 'active'), filter)

/** Whether it is out of Active now. */
export const isSnoozed = ({ snoozed_until }: Conversation, now: number): boolean =>
  snoozed_until !== undefined && Date.parse(snoozed_until) > now

/**
 * Whether a filter lets a conversation through: the rule that the API filters by. Active leaves out what is snoozed unless it
 * is asked for.
 */
export const passes = (row: Conversation, tab: Tab, filter: Filter, now: number): boolean => {
  const { number_id, team_id, tag, claimed_by, unread, claimed, waiting } = filter
  const snoozed = filter.snoozed ?? (tab === 'active' ? false : undefined)
  return (
    (number_id === undefined || row.number.id === number_id) &&
    (team_id === undefined || row.team_id === team_id) &&
    (tag === undefined || row.tags.some((own) => folded(own) === folded(tag))) &&
    (claimed_by === undefined || row.claimed_by === claimed_by) &&
    (claimed === undefined || (row.claimed_by !== undefined) === claimed) &&
    (waiting === undefined || (row.waiting_since !== undefined) === waiting) &&
    (unread === undefined || row.unread === unread) &&
    (snoozed === undefined || isSnoozed(row, now) === snoozed)
  )
}

const folded = (tag: string): string => tag.normalize('NFC').toLowerCase()

/** What places a row in a list. */
export type Place = Pick<Conversation, 'id' | 'last_activity_at' | 'waiting_since'>

/** Compares two rows of a list: by the order that the API lists in. */
export const orderOf = (list: List): ((one: Place, other: Place) => number) =>
  readList(list).sort === 'waiting' ? longestWaiting : newestFirst

const newestFirst = (one: Place, other: Place): number =>
  compare(other.last_activity_at, one.last_activity_at) || compare(other.id, one.id)

/** Those who do not wait come after all who do, newest activity first. */
const longestWaiting = (one: Place, other: Place): number => {
  const [since, otherSince] = [one.waiting_since, other.waiting_since]
  if (since && otherSince) return compare(since, otherSince) || compare(one.id, other.id)
  if (since || otherSince) return since ? -1 : 1
  return compare(other.last_activity_at, one.last_activity_at) || compare(one.id, other.id)
}
