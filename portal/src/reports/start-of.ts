import { atHour } from '../words/times.ts'
import { dayAt } from './range.ts'

/** When a day such as 2026-11-30 begins in a zone, epoch milliseconds. */
export const startOf = (date: string, zone: string): number => {
  const noon = Date.parse(`${date}T12:00:00Z`)
  // Noon in UTC is the day before or after where clocks are far ahead or behind.
  const starts = [0, -1, 1].map((days) => atHour(noon, days, 0, zone))
  return starts.find((start) => dayAt(start, zone) === date) ?? noon
}
