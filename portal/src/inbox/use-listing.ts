import { useEffect, useState } from 'react'
import { useLocation, useRoute } from 'wouter'
import { type Filter, type List, listOf, listOfView, readList, type Tab, type View } from '../data/list.ts'
import { useDesk, useSource } from '../desk.ts'

type Sort = NonNullable<Filter['sort']>

/** What the list at the left shows. It stays while conversations are opened from it. */
export type Listing = {
  list: List
  tab: Tab
  filter: Filter
  /** The view that was opened, also while its filter is being changed. */
  view?: View
  chooseTab(tab: Tab): void
  change(filter: Filter): void
  /** Newest activity first, or who waits longest. */
  sort(by: Sort): void
  /** What waits for a team, the longest first. */
  showTeam(id: NonNullable<Filter['team_id']>): void
  /** Everything of a tab again, in the order that was chosen. */
  clear(): void
}

const key = 'parley.sort'

/** The order that was chosen last in this browser. */
const keptSort = (): Sort => (localStorage.getItem(key) === 'waiting' ? 'waiting' : 'newest')

/** What the page begins with. */
export const firstList = (): List => listOf('active', { sort: keptSort() })

/** The choice of a list: by its tabs, by a filter, or by a link to a view. */
export const useListing = (): Listing => {
  const { views } = useDesk()
  const [{ list, viewId }, choose] = useState<{ list: List; viewId?: string }>(() => ({
    list: firstList(),
  }))
  const [path, go] = useLocation()
  const [isView, place] = useRoute('/v/:id')
  const all = useSource(views, views.all)
  const named = isView ? all.find(({ id }) => id === place.id) : undefined
  const wanted = named && listOfView(named)
  useEffect(() => {
    if (named && wanted) choose({ list: wanted, viewId: named.id })
  }, [named, wanted])
  const { tab, ...filter } = readList(list)
  /** Pages that are no conversation give way to the list, where it alone is shown. */
  const show = (next: { list: List; viewId?: string }) => {
    choose(next)
    if (!path.startsWith('/c/')) go('/')
  }
  return {
    ...{ list, tab, filter },
    view: all.find(({ id }) => id === viewId),
    // Closed has one order only: what it was elsewhere is not forgotten behind it.
    chooseTab: (chosen) =>
      show({ list: listOf(chosen, tab === 'closed' ? { ...filter, sort: keptSort() } : filter) }),
    change: (changed) => choose({ list: listOf(tab, changed), viewId }),
    sort: (by) => {
      localStorage.setItem(key, by)
      choose({ list: listOf(tab, { ...filter, sort: by }), viewId })
    },
    showTeam: (team_id) => show({ list: listOf('active', { team_id, claimed: false, sort: 'waiting' }) }),
    clear: () => show({ list: listOf(tab, { sort: keptSort() }) }),
  }
}
