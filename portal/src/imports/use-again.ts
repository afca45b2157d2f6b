import { useEffect } from 'react'

const pause = 1_500

/** Reads again while something is worked on and somebody looks. */
export const useAgain = (isWorkedOn: boolean, read: () => Promise<void>) => {
  useEffect(() => {
    if (!isWorkedOn) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void read()
    }, pause)
    return () => clearInterval(timer)
  }, [isWorkedOn, read])
}
