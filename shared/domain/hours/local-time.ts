// Its functions one by one: a third of the whole, which every function that sends would have to load.
import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant'
import { getTimeZoneTransition, offsetNanoseconds } from 'temporal-polyfill/fns/ZonedDateTime'

/**
 * A stretch of time over which a zone keeps one offset: wall time = instant + offset, all in milliseconds.
 * `start` is in it, `end` is not; they are infinite where the zone knows no further change.
 */
export type Stretch = { start: number; end: number; offset: number }

/** The stretch that an instant (epoch milliseconds, whole) lies in. Throws a RangeError for an unknown zone. */
export const stretchAt = (zone: string, instant: number): Stretch => {
  const local = localTime(zone, instant)
  // "previous" is strictly before: look from a moment later, so that a change at this very instant is its start
  const change = getTimeZoneTransition(localTime(zone, instant + 1), 'previous')
  return {
    start: change?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    end: getTimeZoneTransition(local, 'next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: offsetNanoseconds(local) / 1e6,
  }
}

const localTime = (zone: string, instant: number) => toZonedDateTimeISO(fromEpochMilliseconds(instant), zone)

/** Whether a name is a zone of the IANA database; offsets such as +05:00 are not. */
export const isZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
