import { day, hour, minute } from '../time.ts'

/**
 * What a page asks for before it shows anything. `digits`: a hash of the last four of the customer's phone under `salt`, since no
 * phone lies where people without a token may read. `key`: signs the passes of whoever said them.
 */
export type PageLock = { salt: string; digits: string; key: string }

export type PageLocks = {
  /** A lock with a salt and a key of its own. */
  make(code: string, digits: string): PageLock
  /** Whether these are the digits, in the same time for all. */
  fits(code: string, lock: PageLock, digits: string): boolean
  /** What a browser shows instead of the digits; it opens this page alone, until then (epoch milliseconds). */
  pass(code: string, lock: PageLock, until: number): string
  isPass(code: string, lock: PageLock, pass: string, now: number): boolean
}

/** At most so many tries of digits in each stretch of so many milliseconds. */
export type TryLimit = { each: number; most: number }

/** The shorter first: a try that it refuses is not counted for the day. */
export const tryLimits: TryLimit[] = [
  { each: hour, most: 5 },
  { each: day, most: 10 },
]

/** Milliseconds in which a browser is not asked again. */
export const passFor = 30 * minute

/** What a customer is asked for. A sender with fewer digits, such as a name, has no page that anybody could open. */
export const lastDigits = (phone: string): string => phone.replaceAll(/\D/g, '').slice(-4)

export const areDigits = (said: string): boolean => /^\d{4}$/.test(said)
