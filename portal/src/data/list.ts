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
  return { tab, ...named, ...(named.unread && { unread: named.unread === 'true' }) }
}

/** A view names a tab or a state, or nothing. */
export const listOfView = ({ filter: { tab, state, ...filter } }: Pick<View, 'filter'>): List =>
  listOf(tab ?? (state === 'closed' ? 'closed' : 'active'), filter)

/** Whether a filter lets a conversation through: the rule that the API filters by. */
export const passes = (row: Conversation, filter: Filter): boolean => {
  const { number_id, team_id, tag, claimed_by, unread } = filter
  return (
    (number_id === undefined || row.number.id === number_id) &&
    (team_id === undefined || row.team_id === team_id) &&
    (tag === undefined || row.tags.some((own) => folded(own) === folded(tag))) &&
    (claimed_by === undefined || row.claimed_by === claimed_by) &&
    (unread === undefined || row.unread === unread)
  )
}

const folded = (tag: string): string => tag.normalize('NFC').toLowerCase()
