import type { Answer } from '#contract/client.ts'
import type { Api } from './api.ts'
import { createListeners } from './listeners.ts'

type Settings = Answer<'getSettings'>

/** What the workspace decided, as far as a page needed it. */
export type WorkspaceSettings = {
  get(): Settings | undefined
  /** Asks, unless it was asked before. */
  want(): void
  /** Another version is there: it is asked for where this one was. */
  hear(version: number): void
  subscribe(listener: () => void): () => void
}

export const createSettings = (api: Pick<Api, 'getSettings'>): WorkspaceSettings => {
  const listeners = createListeners()
  let settings: Settings | undefined
  let isWanted = false
  const read = async () => {
    const found = await api.getSettings()
    if (settings && found.version < settings.version) return
    settings = found
    listeners.tell()
  }
  const ask = () => {
    isWanted = true
    read().catch(() => {
      isWanted = settings !== undefined
    })
  }
  return {
    get: () => settings,
    want: () => {
      if (!isWanted) ask()
    },
    hear: (version) => {
      if (isWanted && version > (settings?.version ?? 0)) ask()
    },
    subscribe: listeners.subscribe,
  }
}
