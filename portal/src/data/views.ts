import { each } from '#contract/client.ts'
import type { Api } from './api.ts'
import type { View } from './list.ts'
import { createListeners } from './listeners.ts'

type Facts = Pick<View, 'name' | 'filter' | 'shared'>

/** The filters that were kept under a name: one's own and the shared ones, oldest first. */
export type Views = {
  all(): readonly View[]
  /** Unset until they were read. */
  state(): { read: boolean; error?: unknown }
  read(): Promise<void>
  create(facts: Facts): Promise<View>
  edit(view: View, facts: Partial<Facts>): Promise<View>
  remove(view: View): Promise<void>
  subscribe(listener: () => void): () => void
}

export const createViews = (api: Api): Views => {
  const listeners = createListeners()
  let views: readonly View[] = []
  let state: ReturnType<Views['state']> = { read: false }
  const put = (changed: readonly View[], error?: unknown) => {
    views = changed
    state = { read: error === undefined, error }
    listeners.tell()
  }
  return {
    all: () => views,
    state: () => state,
    read: async () => {
      try {
        put(await Array.fromAsync(each(api.listViews, { query: { limit: 100 } })))
      } catch (error) {
        put(views, error)
      }
    },
    create: async (facts) => {
      const view = await api.createView({ body: facts })
      put([...views, view])
      return view
    },
    edit: async ({ id, version }, facts) => {
      const view = await api.editView({ id, ifMatch: version, body: facts })
      put(views.map((other) => (other.id === id ? view : other)))
      return view
    },
    remove: async ({ id, version }) => {
      await api.deleteView({ id, ifMatch: version })
      put(views.filter((other) => other.id !== id))
    },
    subscribe: listeners.subscribe,
  }
}
