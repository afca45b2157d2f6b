import { useEffect } from 'react'
import { useDesk, useSource } from '../desk.ts'

/** What a key does, by its name: `j`, `Shift+C`, `?`, `esc`. A key after `g` is written `g a`. */
type KeyMap = Record<string, (() => void) | undefined | false>

/** How long a `g` waits for the letter after it. */
const patience = 1_500
let begun = 0
/** Several parts of the page listen; each key is named once. */
const names = new WeakMap<KeyboardEvent, string | undefined>()

/**
 * Listens to single keys, outside of fields and menus, and never while a character is being composed. Letters can be
 * switched off (WCAG 2.1.4); Escape stays.
 */
export const useKeys = (keys: KeyMap) => {
  const { preferences } = useDesk()
  const { letters } = useSource(preferences, preferences.get)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!names.has(event)) names.set(event, nameOf(event))
      const name = names.get(event)
      if (!name || event.defaultPrevented) return
      if (!letters && name !== 'esc') return
      const work = keys[name]
      if (!work) return
      event.preventDefault()
      work()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [keys, letters])
}

const nameOf = (event: KeyboardEvent): string | undefined => {
  const { key, shiftKey, ctrlKey, metaKey, altKey, isComposing, keyCode, target } = event
  if (ctrlKey || metaKey || altKey || isComposing || keyCode === 229) return undefined
  if (isBusy(target)) return undefined
  const isSecond = begun > 0 && event.timeStamp - begun < patience
  begun = key === 'g' ? event.timeStamp : 0
  if (isSecond && key !== 'g') return `g ${key}`
  if (key === 'Escape') return 'esc'
  const isLetter = /^\p{L}$/u.test(key)
  return shiftKey && isLetter ? `Shift+${key.toUpperCase()}` : key
}

/** Where keys have a meaning of their own: fields, menus, and the whole page while a dialog is open. */
const isBusy = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.closest('input, textarea, select, [role="menu"]') !== null)
