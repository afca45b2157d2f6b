import { useEffect } from 'react'
import { useDesk } from '../desk.ts'

const pause = 5_000
/** What belongs together is told within this time. */
const soon = 300

/**
 * Reads a list when it is shown, and again a moment after anything has changed in what the page knows. `follow` subscribes to
 * what is told of the list itself: then it reads at once, and no more often.
 */
export const useReading = (read: () => Promise<void>, follow?: (listener: () => void) => () => void) => {
  const { store } = useDesk()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let dueAt = Number.POSITIVE_INFINITY
    let readAt = 0
    const readNow = () => {
      dueAt = Number.POSITIVE_INFINITY
      readAt = Date.now()
      if (document.visibilityState === 'visible') read()
    }
    const readAfter = (milliseconds: number) => {
      const at = Date.now() + milliseconds
      if (at >= dueAt) return
      clearTimeout(timer)
      dueAt = at
      timer = setTimeout(readNow, milliseconds)
    }
    const onNews = () => readAfter(Math.max(soon, readAt + pause - Date.now()))
    read()
    const stops = [store.subscribe(() => readAfter(pause)), follow?.(onNews)]
    return () => {
      for (const stop of stops) stop?.()
      clearTimeout(timer)
    }
  }, [store, read, follow])
}
