import { useEffect } from 'react'
import { usualOf } from '../data/key-map.ts'
import { useDesk, useSource } from '../desk.ts'

/** What a key does, by its usual name: `j`, `Shift+C`, `?`, `esc`. A key after `g` is written `g a`. */
type KeyMap = Record<string, (() => void) | undefined | false>

/** How long a `g` waits for the letter after it. */
const patience = 1_500
let begun = 0
/** Several parts of the page listen; each key is named once. */
const names = new WeakMap<KeyboardEvent, string | undefined>()
/** What every part of the page does at keys now, for the palette. */
const heard = new Set<KeyMap>()

/**
 * Listens to single keys, outside of fields and menus, and never while a character is being composed. Letters can be
 * switched off and changed (WCAG 2.1.4); Escape stays.
 */
export const useKeys = (map: KeyMap) => {
  const { preferences } = useDesk()
  const { letters, keys } = useSource(preferences, preferences.get)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!names.has(event)) names.set(event, nameOf(event))
      const name = names.get(event)
      if (!name || event.defaultPrevented) return
      if (!letters && name !== 'esc') return
      const work = map[usualOf(name, keys) ?? '']
      if (!work) return
      event.preventDefault()
      work()
    }
    heard.add(map)
    document.addEventListener('keydown', onKeyDown)
    return () => {
      heard.delete(map)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [map, letters, keys])
}

/** What a usual key would do now, as the page stands. */
export const workOf = (key: string): (() => void) | undefined => {
  const found = [...heard].map((map) => map[key]).find(Boolean)
  return found || undefined
}

/** The name of a pressed key, alone or after a `g`; undefined where it has a meaning of its own. */
const nameOf = (event: KeyboardEvent): string | undefined =>
  isBusy(event.target) ? undefined : keyName(event)

export const keyName = (event: Pick<KeyboardEvent, NamedBy>): string | undefined => {
  const { key, shiftKey, ctrlKey, metaKey, altKey, isComposing, keyCode } = event
  if (ctrlKey || metaKey || altKey || isComposing || keyCode === 229) return undefined
  if (key === 'Shift') return undefined
  const isSecond = begun > 0 && event.timeStamp - begun < patience
  begun = key === 'g' ? event.timeStamp : 0
  if (isSecond && key !== 'g') return `g ${key}`
  if (key === 'Escape') return 'esc'
  const isLetter = /^\p{L}$/u.test(key)
  return shiftKey && isLetter ? `Shift+${key.toUpperCase()}` : key
}

type NamedBy = 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode' | 'timeStamp'

/** Where keys have a meaning of their own: fields, menus, and the whole page while a dialog is open. */
const isBusy = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element &&
    target.closest('input:not([type="checkbox"]), textarea, select, [role="menu"]') !== null)
