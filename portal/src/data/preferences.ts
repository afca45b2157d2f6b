import { type Answer, isProblem } from '#contract/client.ts'
import type { Api } from './api.ts'
import { createListeners } from './listeners.ts'

type Served = Answer<'getPreferences'>

/** How one person likes to work, on each of their devices. */
export type Preferences = {
  theme: 'auto' | 'light' | 'dark'
  /** How long a text can be taken back after Send, in seconds. */
  undoSeconds: number
  sendWith: 'enter' | 'ctrl'
  /** Shortcuts of a single letter (WCAG 2.1.4). */
  letters: boolean
  /** Keys of their own, by the name of what they do. */
  keys: Record<string, string>
  /** For which texts of customers the page makes a sound. */
  sound: Served['sound']
  /** For which the browser shows something. It asks for consent first, on each device. */
  popUps: Served['pop_ups']
  /** For what e-mails call. */
  emailFor: Served['email_for']
  /** For what pushes call, on the devices where they are on. */
  pushFor: Served['push_for']
  /** When nothing calls; unset: never. */
  quietTimes?: Served['quiet_times']
  /** Unset: the browser's. */
  language?: string
}

const usual: Preferences = {
  theme: 'auto',
  undoSeconds: 0,
  sendWith: 'enter',
  letters: true,
  keys: {},
  sound: 'off',
  popUps: 'off',
  emailFor: ['mentions'],
  pushFor: ['mine', 'mentions'],
}
const key = 'parley.preferences'

export type PreferenceStore = {
  get(): Preferences
  /** Holds at once; the other devices hear of it by the API. */
  set(change: Partial<Preferences>): void
  /** Takes up what another device chose. Gives whether anything is different now. */
  read(): Promise<boolean>
  /** Another device has made a version: it is taken up, unless it is known. */
  hear(version: number): void
  subscribe(listener: () => void): () => void
}

/** The copy in this browser comes first, so that no page waits for it. What could not be kept is kept with the next change. */
export const createPreferences = (
  storage: Storage,
  api: Pick<Api, 'getPreferences' | 'editPreferences'>,
): PreferenceStore => {
  const listeners = createListeners()
  let { preferences, version, unsaved } = readCopy(storage)
  let saving: Promise<void> = Promise.resolve()

  const keep = (next: Preferences, asOf = version) => {
    preferences = next
    version = asOf
    storage.setItem(key, JSON.stringify({ preferences, version, unsaved }))
    listeners.tell()
  }
  const takeUp = (served: Served) => {
    const before = JSON.stringify(preferences)
    // What was chosen here and is not kept yet goes before.
    const chosen = Object.fromEntries(unsaved.map((name) => [name, preferences[name]]))
    keep({ ...fromServed(served), ...chosen }, served.version)
    return JSON.stringify(preferences) !== before
  }
  const save = async (): Promise<void> => {
    if (unsaved.length === 0) return
    const names = unsaved
    const body = toServed(preferences, names)
    try {
      const served = await api.editPreferences({ ifMatch: version, body })
      unsaved = unsaved.filter((name) => !names.includes(name) || isChanged(name, served))
      takeUp(served)
    } catch (error) {
      if (!isProblem(error, 'precondition_failed')) throw error
      takeUp(await api.getPreferences())
      return save()
    }
  }
  const isChanged = (name: keyof Preferences, served: Served) =>
    JSON.stringify(preferences[name]) !== JSON.stringify(fromServed(served)[name])

  const read = async () => {
    await saving
    const changed = takeUp(await api.getPreferences())
    await save()
    return changed
  }

  return {
    get: () => preferences,
    set: (change) => {
      unsaved = [...new Set([...unsaved, ...(Object.keys(change) as (keyof Preferences)[])])]
      keep({ ...preferences, ...change })
      saving = saving.then(save).catch(() => {})
    },
    read,
    hear: async (heard) => {
      // It may be the answer that this page waits for.
      await saving
      if (heard > version) read().catch(() => {})
    },
    subscribe: listeners.subscribe,
  }
}

type Copy = { preferences: Preferences; version: number; unsaved: (keyof Preferences)[] }

const readCopy = (storage: Storage): Copy => {
  try {
    const { preferences, version = 0, unsaved = [] } = JSON.parse(storage.getItem(key) ?? '{}')
    return { preferences: { ...usual, ...preferences }, version, unsaved }
  } catch {
    return { preferences: usual, version: 0, unsaved: [] }
  }
}

const fromServed = (served: Served): Preferences => ({
  theme: served.theme === 'system' ? 'auto' : served.theme,
  undoSeconds: served.undo_seconds,
  sendWith: served.send_key === 'ctrl_enter' ? 'ctrl' : 'enter',
  letters: served.shortcuts.enabled,
  keys: served.shortcuts.keys,
  sound: served.sound,
  popUps: served.pop_ups,
  emailFor: served.email_for,
  pushFor: served.push_for,
  ...(served.quiet_times && { quietTimes: served.quiet_times }),
  ...(served.language && { language: served.language }),
})

/** Only what was changed here: another device may have changed the rest. */
const toServed = (chosen: Preferences, names: (keyof Preferences)[]) => {
  const { theme, undoSeconds, sendWith, letters, keys, sound, popUps, emailFor, pushFor } = chosen
  const { language = null, quietTimes = null } = chosen
  const all = {
    theme: { theme: theme === 'auto' ? 'system' : theme },
    undoSeconds: { undo_seconds: undoSeconds },
    sendWith: { send_key: sendWith === 'ctrl' ? 'ctrl_enter' : 'enter' },
    letters: { shortcuts: { enabled: letters, keys } },
    keys: { shortcuts: { enabled: letters, keys } },
    sound: { sound },
    popUps: { pop_ups: popUps },
    emailFor: { email_for: emailFor },
    pushFor: { push_for: pushFor },
    quietTimes: { quiet_times: quietTimes },
    language: { language },
  } as const
  return Object.assign({}, ...names.map((name) => all[name])) as Parameters<Api['editPreferences']>[0]['body']
}
