import { day } from '../time.ts'
import { type BusinessHours, dayOf, type Holiday, type Interval, spanOf, weekdays } from './business-hours.ts'
import { isZone } from './local-time.ts'

/** What is wrong and where: `path` is like `weekly.monday.0.from`, `detail` a sentence for people. */
export type Problem = { path: string; detail: string }

type Placed = { path: string; start: number; end: number }

/** Every problem of business hours whose shape is right already; an empty list means they are usable. Never throws. */
export const validateHours = (hours: BusinessHours): Problem[] => {
  return [
    ...(isZone(hours.zone)
      ? []
      : [{ path: 'zone', detail: `"${hours.zone}" is not a zone of the IANA database.` }]),
    ...weekdays.flatMap((name) => wrongTimes(`weekly.${name}`, hours.weekly[name] ?? [])),
    ...overlaps(weekOf(hours)),
    ...hours.holidays.flatMap((holiday, i) => [
      ...wrongDate(hours.holidays, i),
      ...wrongTimes(`holidays.${i}.intervals`, holiday.intervals),
      ...overlaps(place(`holidays.${i}.intervals`, holiday.intervals, 0)),
    ]),
  ]
}

const wrongTimes = (path: string, intervals: readonly Interval[]): Problem[] => {
  return intervals.flatMap(({ from, to }, i) => [
    ...(isTime(from)
      ? []
      : [{ path: `${path}.${i}.from`, detail: `"${from}" is not a time from 00:00 to 23:59.` }]),
    ...(isTime(to) || to === '24:00'
      ? []
      : [{ path: `${path}.${i}.to`, detail: `"${to}" is not a time from 00:00 to 24:00.` }]),
  ])
}

const wrongDate = (holidays: readonly Holiday[], i: number): Problem[] => {
  const path = `holidays.${i}.date`
  const date = holidays[i]?.date ?? ''
  if (!isDate(date)) return [{ path, detail: `"${date}" is not a date like 2026-12-25.` }]
  const first = holidays.findIndex((other) => other.date === date)
  return first === i ? [] : [{ path, detail: `${date} is listed already, as holidays.${first}.` }]
}

/** The week's intervals one after the other, with those that run over its end once more at its beginning. */
const weekOf = (hours: BusinessHours): Placed[] => {
  const week = weekdays.flatMap((name, i) => place(`weekly.${name}`, hours.weekly[name] ?? [], i * day))
  const over = week.filter(({ end }) => end > 7 * day)
  return [...over.map((one) => ({ ...one, start: one.start - 7 * day, end: one.end - 7 * day })), ...week]
}

const place = (path: string, intervals: readonly Interval[], midnight: number): Placed[] => {
  return intervals.flatMap((interval, i) => {
    if (!isTime(interval.from) || !(isTime(interval.to) || interval.to === '24:00')) return []
    const [start, end] = spanOf(interval)
    return [{ path: `${path}.${i}`, start: midnight + start, end: midnight + end }]
  })
}

const overlaps = (intervals: Placed[]): Problem[] => {
  const problems: Problem[] = []
  let latest: Placed | undefined
  for (const one of intervals.toSorted((a, b) => a.start - b.start)) {
    // before the week are only those that are in it as well
    if (latest && latest.end > one.start && one.start >= 0)
      problems.push({ path: one.path, detail: `Overlaps ${latest.path}.` })
    if (!latest || one.end > latest.end) latest = one
  }
  return problems
}

const isTime = (text: string): boolean => {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

const isDate = (text: string): boolean => {
  const date = dayOf(text) * day
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date) && new Date(date).toISOString().startsWith(text)
  )
}
