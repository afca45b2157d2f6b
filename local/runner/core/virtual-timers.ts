import { type ClockOffset, virtualNow } from './virtual-date.ts'

type Timer = { at: number; run: () => void }

/** The longest delay that the machine's own setTimeout takes: 24.8 days. */
const longestDelay = 2 ** 31 - 1

/**
 * Makes `setTimeout` of this thread follow the virtual clock. Gives what has to be called whenever the clock has jumped.
 * Meant for threads that do nothing but wait: other code expects more of a timer than this one does.
 */
export const installVirtualTimers = (offset: ClockOffset): (() => void) => {
  const realSetTimeout = globalThis.setTimeout
  const timers = new Set<Timer>()
  let pending: NodeJS.Timeout | undefined

  const arm = () => {
    clearReal(pending)
    const next = Math.min(...[...timers].map(({ at }) => at))
    if (next === Number.POSITIVE_INFINITY) return
    pending = realSetTimeout(ring, Math.min(Math.max(next - virtualNow(offset), 0), longestDelay))
  }
  const ring = () => {
    const due = [...timers].filter(({ at }) => at <= virtualNow(offset)).sort((a, b) => a.at - b.at)
    for (const timer of due) {
      timers.delete(timer)
      timer.run()
    }
    arm()
  }
  const clearReal = globalThis.clearTimeout
  const set = (run: (...values: unknown[]) => void, milliseconds = 0, ...values: unknown[]) => {
    const timer = { at: virtualNow(offset) + milliseconds, run: () => run(...values) }
    timers.add(timer)
    arm()
    return timer
  }
  const clear = (timer?: unknown) => {
    timers.delete(timer as Timer)
  }
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
  return arm
}
