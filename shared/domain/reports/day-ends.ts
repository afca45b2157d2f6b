import type { Counted } from './report-row.ts'

/** What one day has of a key. */
export type DayCount = Counted & { day: string; key: string }

/** These are no sums of days: what counts is how it was when the last one ended. */
const endCounts = ['open_at_end', 'unclaimed_at_end', 'waiting_at_end']

/** The same days, where each key has what was open when `last` ended, also where that is nothing. */
export const endingWith = (days: DayCount[], last: { day: string; counts: DayCount[] }): DayCount[] => {
  const keys = new Set([...days, ...last.counts].map(({ key }) => key))
  const ends = [...keys].map((key) => endOf(last.day, key, last.counts))
  return [...days.map(withoutEnd), ...ends]
}

/** Days of the whole workspace; on one on which nothing changed as much was open as on the one before. */
export const carriedOn = (known: DayCount[], dates: string[], before: DayCount | undefined): DayCount[] => {
  const days = new Map(known.map((day) => [day.day, day]))
  let last = before
  return dates.flatMap((date) => {
    const day = days.get(date)
    last = day ?? last
    return [...(day ? [withoutEnd(day)] : []), ...(last ? [endOf(date, last.key, [last])] : [])]
  })
}

const withoutEnd = (day: DayCount): DayCount => ({
  ...day,
  counts: Object.fromEntries(Object.entries(day.counts).filter(([name]) => !endCounts.includes(name))),
})

const endOf = (day: string, key: string, counts: DayCount[]): DayCount => {
  const found = counts.find((one) => one.key === key)?.counts ?? {}
  return {
    day,
    key,
    counts: Object.fromEntries(endCounts.map((name) => [name, found[name] ?? 0])),
    spreads: {},
  }
}
