/** How one person likes to work on this machine. */
type Preferences = {
  theme: 'auto' | 'light' | 'dark'
  /** How long a text can be taken back after Send, in seconds. */
  undoSeconds: 0 | 3 | 5 | 10
  sendWith: 'enter' | 'ctrl'
  /** Shortcuts of a single letter (WCAG 2.1.4). */
  letters: boolean
}

const usual: Preferences = { theme: 'auto', undoSeconds: 0, sendWith: 'enter', letters: true }
const key = 'parley.preferences'

export type PreferenceStore = {
  get(): Preferences
  set(change: Partial<Preferences>): void
  subscribe(listener: () => void): () => void
}

export const createPreferences = (storage: Storage): PreferenceStore => {
  let preferences = read(storage)
  const listeners = new Set<() => void>()
  return {
    get: () => preferences,
    set: (change) => {
      preferences = { ...preferences, ...change }
      storage.setItem(key, JSON.stringify(preferences))
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const read = (storage: Storage): Preferences => {
  try {
    return { ...usual, ...JSON.parse(storage.getItem(key) ?? '{}') }
  } catch {
    return usual
  }
}
