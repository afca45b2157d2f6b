import { useMemo, useSyncExternalStore } from 'react'

/** Where one part of the page is shown at a time, as in the styles. */
export const smallScreen = '(max-width: 700px)'

/** Whether a media query holds now. */
export const useMedia = (query: string): boolean => {
  const list = useMemo(() => matchMedia(query), [query])
  return useSyncExternalStore(
    (listener) => {
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => list.matches,
  )
}
