import { atMost } from './at-most.ts'
import type { State } from './state.ts'
import { type ClockOffset, virtualNow } from './virtual-date.ts'

export type Clock = {
  /** Shared with every worker thread. */
  offset: ClockOffset
  /** Epoch milliseconds. */
  now(): number
  /** Travels to an instant, in either direction. */
  travel(to: number): Promise<void>
  /** Runs something when the clock reaches an instant, by waiting or by travelling. Gives a way to call it off. */
  at(instant: number, run: () => void): () => void
  /** Adds work that has to end before the clock jumps: nothing expects hours to pass in the middle of its work. */
  beforeTravel(settle: () => Promise<void>): void
  /** Hears of every jump. */
  afterTravel(hear: () => void): void
}

type Timer = { instant: number; run: () => void }

/** The clock waits no longer than this for work to end. */
const settleSeconds = 3

/** The longest delay that setTimeout takes: 24.8 days. */
const longestDelay = 2 ** 31 - 1

/** The clock of everything that runs locally. How far it is ahead outlives a restart, as the data do. */
export const createClock = (state: State): Clock => {
  const offset = new BigInt64Array(new SharedArrayBuffer(8))
  offset[0] = BigInt(state.get<number>('clock', 'offset') ?? 0)
  const timers = new Set<Timer>()
  const settling: (() => Promise<void>)[] = []
  const listeners: (() => void)[] = []
  const now = () => virtualNow(offset)
  const alarm = createAlarm(timers, now)
  return {
    offset,
    now,
    travel: async (to) => {
      await atMost(settleSeconds, Promise.all(settling.map((settle) => settle())))
      Atomics.add(offset, 0, BigInt(Math.round(to - now())))
      state.put('clock', 'offset', Number(offset[0]))
      for (const hear of listeners) hear()
      alarm.set()
    },
    at: (instant, run) => {
      const timer = { instant, run }
      timers.add(timer)
      alarm.set()
      return () => timers.delete(timer)
    },
    beforeTravel: (settle) => void settling.push(settle),
    afterTravel: (hear) => void listeners.push(hear),
  }
}

/** One real timer for the earliest of the virtual ones. */
const createAlarm = (timers: Set<Timer>, now: () => number) => {
  let pending: NodeJS.Timeout | undefined
  const set = () => {
    clearTimeout(pending)
    const next = Math.min(...[...timers].map((timer) => timer.instant))
    if (next === Number.POSITIVE_INFINITY) return
    pending = setTimeout(ring, Math.min(Math.max(next - now(), 0), longestDelay)).unref()
  }
  const ring = () => {
    const due = [...timers].filter((timer) => timer.instant <= now())
    for (const timer of due.sort((a, b) => a.instant - b.instant)) {
      timers.delete(timer)
      timer.run()
    }
    set()
  }
  return { set }
}
