import { useEffect, useState } from 'react'
import { useLocation, useRoute } from 'wouter'
import { type Filter, type List, listOf, listOfView, readList, type Tab, type View } from '../data/list.ts'
import { useDesk, useSource } from '../desk.ts'

/** What the list at the left shows. It stays while conversations are opened from it. */
export type Listing = {
  list: List
  tab: Tab
  filter: Filter
  /** The view that was opened, also while its filter is being changed. */
  view?: View
  chooseTab(tab: Tab): void
  change(filter: Filter): void
  /** Everything of a tab again. */
  clear(): void
}

/** The choice of a list: by its tabs, by a filter, or by a link to a view. */
export const useListing = (): Listing => {
  const { views } = useDesk()
  const [{ list, viewId }, choose] = useState<{ list: List; viewId?: string }>({ list: 'active' })
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
    chooseTab: (chosen) => show({ list: listOf(chosen, filter) }),
    change: (changed) => choose({ list: listOf(tab, changed), viewId }),
    clear: () => show({ list: tab }),
  }
}
