import { useEffect } from 'react'
import { useDesk } from '../desk.ts'

const pause = 5_000

/** Reads a list when it is shown, and again a moment after anything has changed in what the page knows. */
export const useReading = (read: () => Promise<void>) => {
  const { store } = useDesk()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    read()
    const stop = store.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        if (document.visibilityState === 'visible') read()
      }, pause)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [store, read])
}
