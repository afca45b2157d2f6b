import type { Answer } from '#contract/client.ts'
import type { Conversation } from './api.ts'

export const tabs = ['active', 'team', 'closed'] as const
export type Tab = (typeof tabs)[number]

export type View = Answer<'getView'>
/** What is shown of a tab. */
export type Filter = Omit<View['filter'], 'tab' | 'state'>

/** One list of conversations by its name: a tab, and as in a query what is shown of it. */
export type List = Tab | `${Tab}?${string}`

export const listOf = (tab: Tab, filter: Filter = {}): List => {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined)
  const named = set.map(([key, value]): [string, string] => [key, String(value)])
  return named.length === 0 ? tab : `${tab}?${new URLSearchParams(named.toSorted())}`
}

/** The tab and the filter that a list is named by. */
export const readList = (list: List): Filter & { tab: Tab } => {
  const [tab, query] = list.split('?') as [Tab, string?]
  const named = Object.fromEntries(new URLSearchParams(query))
  return { tab, ...named, ...flagOf(named, 'unread'), ...flagOf(named, 'snoozed') }
}

const flagOf = (named: Record<string, string>, name: 'unread' | 'snoozed') =>
  named[name] === undefined ? {} : { [name]: named[name] === 'true' }

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
  const { number_id, team_id, tag, claimed_by, unread } = filter
  const snoozed = filter.snoozed ?? (tab === 'active' ? false : undefined)
  return (
    (number_id === undefined || row.number.id === number_id) &&
    (team_id === undefined || row.team_id === team_id) &&
    (tag === undefined || row.tags.some((own) => folded(own) === folded(tag))) &&
    (claimed_by === undefined || row.claimed_by === claimed_by) &&
    (unread === undefined || row.unread === unread) &&
    (snoozed === undefined || isSnoozed(row, now) === snoozed)
  )
}

const folded = (tag: string): string => tag.normalize('NFC').toLowerCase()
