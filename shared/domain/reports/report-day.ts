import { stretchAt } from '../hours/local-time.ts'
import { day } from '../time.ts'

/** 2026-11-30, from the number of days since 1970. */
export const dateOf = (days: number): string => new Date(days * day).toISOString().slice(0, 10)
export const daysOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / day

/** Which day an instant (epoch milliseconds) lies in, in a zone. The stretch of the last answer is kept: most follow each other. */
export const dayIn = (zone: string): ((at: number) => string) => {
  let stretch = stretchAt(zone, 0)
  return (at) => {
    if (at < stretch.start || at >= stretch.end) stretch = stretchAt(zone, at)
    return dateOf(Math.floor((at + stretch.offset) / day))
  }
}

/** When a day of a zone begins, epoch milliseconds: later than midnight where clocks are put forward over it. */
export const startOf = (date: string, zone: string): number => {
  const midnight = daysOf(date) * day
  const near = stretchAt(zone, midnight - stretchAt(zone, midnight).offset)
  const start = midnight - near.offset
  return start < near.start ? near.start : Math.min(start, near.end)
}

/** The days of a zone that a day in UTC reaches into, and the days in UTC that a day of a zone does. */
export const localDaysOf = (date: string, zone: string): string[] => {
  const of = dayIn(zone)
  const start = daysOf(date) * day
  return [...new Set([of(start), of(start + day - 1)])]
}

export const utcDaysOf = (date: string, zone: string): string[] =>
  [-1, 0, 1].map((days) => dateOf(daysOf(date) + days)).filter((utc) => localDaysOf(utc, zone).includes(date))
