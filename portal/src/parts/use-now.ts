import { useSyncExternalStore } from 'react'
import { useDesk } from '../desk.ts'

const every = 15_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const listener of listeners) listener()
  }, every)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The system's time in steps of fifteen seconds, for ages that go on by themselves. */
export const useNow = (): number => {
  const { clock } = useDesk()
  return useSyncExternalStore(subscribe, () => Math.ceil(clock.now() / every) * every)
}
