import { times } from '#wiring/times.ts'

/** Milliseconds. */
export const second = 1_000
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/**
 * Whether an instant is still to come that was set at most `longest` ahead; all in milliseconds. One that is further away
 * was set by a clock that was wrong, or has been set back since: nobody waits for it.
 */
export const isToCome = (instant: number, now: number, longest: number): boolean =>
  instant > now && instant <= now + longest + times.clocksDiffer
