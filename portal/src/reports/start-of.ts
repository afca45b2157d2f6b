import { hour, minute } from '../data/spans.ts'
import { dayAt } from './range.ts'

/**
 * When a day such as 2026-11-30 begins in a zone, epoch milliseconds: at midnight, or later where clocks skip it. Clocks are
 * at most 14 hours ahead of UTC and 12 behind.
 */
export const startOf = (date: string, zone: string): number => {
  let before = Date.parse(date) - 15 * hour
  let within = Date.parse(date) + 14 * hour
  while (within - before > minute) {
    const middle = Math.floor((before + within) / 2 / minute) * minute
    if (dayAt(middle, zone) < date) before = middle
    else within = middle
  }
  return within
}
