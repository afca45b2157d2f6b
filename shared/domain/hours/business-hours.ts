import { day, minute } from '../time.ts'
import { type Stretch, stretchAt } from './local-time.ts'

/** Wall times 'HH:MM'. `to` at or before `from` is on the next day; `to` may be '24:00'. `from` is open, `to` is not. */
export type Interval = { from: string; to: string }

export type Weekday = (typeof weekdays)[number]

/** The intervals that start on each day of the week; a day that is missing is closed. */
export type Weekly = Partial<Readonly<Record<Weekday, readonly Interval[]>>>

/** A date 'YYYY-MM-DD' with its own intervals instead of the weekday's; none means closed. */
export type Holiday = { date: string; name?: string | undefined; intervals: readonly Interval[] }

export type BusinessHours = { zone: string; weekly: Weekly; holidays: readonly Holiday[] }

/** In the order in which days are counted from 1 January 1970, a Thursday. */
export const weekdays = [
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
] as const

/** How far we look for an opening: a year with its one-off holidays, and a margin. */
const horizon = 400 * day

/** Start and end in milliseconds of wall time; a plan's spans count from midnight, others from 1970. */
type Span = readonly [start: number, end: number]

type Plan = { weekly: Span[][]; holidays: Map<number, Span[]> }

/** Whether the hours are open at an instant (epoch milliseconds): its wall time lies in an interval. */
export const isOpen = (hours: BusinessHours, instant: number): boolean => {
  const wall = instant + stretchAt(hours.zone, instant).offset
  return firstOpen(planOf(hours), wall, wall + 1) !== null
}

/**
 * The first instant (epoch milliseconds) at or after the given one that is open, or null when none is within 400 days.
 * Where the clock skips an opening time it is the first instant after the gap; where it repeats a time, both are open.
 */
export const nextOpening = (hours: BusinessHours, instant: number): number | null => {
  return openingsOf(hours)(instant)
}

/** The first instant at or after the given one at which all of the hours are open, or null when none is within 400 days. */
export const nextCommonOpening = (all: readonly BusinessHours[], instant: number): number | null => {
  const openings = all.map(openingsOf)
  let at = instant
  for (let agreed = 0, i = 0; agreed < openings.length; i = (i + 1) % openings.length) {
    const opening = openings[i]?.(at) ?? null
    if (opening === null || opening - instant >= horizon) return null
    agreed = opening === at ? agreed + 1 : 1
    at = opening
  }
  return at
}

/**
 * The instant at which the current closed period began, the same for every instant in it: its identifier, for what is
 * done once per closed period. Null when open; 0 when nothing was open in the 400 days before.
 */
export const closedPeriodStart = (hours: BusinessHours, instant: number): number | null => {
  if (isOpen(hours, instant)) return null
  const plan = planOf(hours)
  const limit = instant - horizon
  for (let before = instant; before > limit; ) {
    const { start, offset } = stretchAt(hours.zone, before - 1)
    const wall = lastOpen(plan, Math.max(start, limit) + offset, before + offset)
    if (wall !== null) return wall - offset
    before = start
  }
  return 0
}

/**
 * The first instant by which so many minutes of open hours have passed since another one, or null where they do not within 400 days.
 * A time that the clock repeats counts twice where it is open, one that it skips not at all.
 */
export const addOpenTime = (hours: BusinessHours, since: number, minutes: number): number | null => {
  const plan = planOf(hours)
  const limit = since + horizon
  let left = minutes * minute
  for (let at = since; at < limit; ) {
    const { offset, end } = stretchAt(hours.zone, at)
    const until = Math.min(end, limit)
    for (let date = Math.floor((at + offset) / day); date * day < until + offset; date++) {
      for (const [opens, closes] of openOn(plan, date, at + offset, until + offset)) {
        if (opens + left <= closes) return opens + left - offset
        left -= closes - opens
      }
    }
    at = until
  }
  return null
}

/** How much of the time between two instants (epoch milliseconds) is open, milliseconds; clocks that change count as in `addOpenTime`. */
export const openTimeBetween = (hours: BusinessHours, from: number, to: number): number => {
  const plan = planOf(hours)
  let open = 0
  for (let at = from; at < to; ) {
    const { offset, end } = stretchAt(hours.zone, at)
    const until = Math.min(end, to)
    for (let date = Math.floor((at + offset) / day); date * day < until + offset; date++)
      for (const [opens, closes] of openOn(plan, date, at + offset, until + offset)) open += closes - opens
    at = until
  }
  return open
}

/** What of a day is open, as far as it lies in wall time [from, to): in order, and none over another. */
const openOn = (plan: Plan, date: number, from: number, to: number): Span[] => {
  const [begins, ends] = [Math.max(date * day, from), Math.min((date + 1) * day, to)]
  // the day before may still be open overnight
  const spans = [date - 1, date].flatMap((one) => spansOn(plan, one, begins, ends))
  let done = begins
  return spans
    .toSorted(([one], [other]) => one - other)
    .flatMap(([start, end]): Span[] => {
      const opens = Math.max(start, done)
      done = Math.max(done, end)
      return opens < end ? [[opens, end]] : []
    })
}

/** `nextOpening` for many instants: the hours are read once and the stretch of the last answer is kept. */
const openingsOf = (hours: BusinessHours): ((instant: number) => number | null) => {
  const plan = planOf(hours)
  let stretch: Stretch | undefined
  return (instant) => {
    const limit = instant + horizon
    for (let at = instant; at < limit; at = stretch.end) {
      if (!stretch || at < stretch.start || at >= stretch.end) stretch = stretchAt(hours.zone, at)
      const wall = firstOpen(plan, at + stretch.offset, Math.min(stretch.end, limit) + stretch.offset)
      if (wall !== null) return wall - stretch.offset
    }
    return null
  }
}

/** The first open moment of wall time in [from, to). */
const firstOpen = (plan: Plan, from: number, to: number): number | null => {
  // the day before may still be open overnight
  for (let date = Math.floor(from / day) - 1; date * day < to; date++) {
    const starts = spansOn(plan, date, from, to).map(([start]) => start)
    if (starts.length > 0) return Math.min(...starts)
  }
  return null
}

/** The last end of an opening in wall time (from, to]; one that goes on past `to` ends there. */
const lastOpen = (plan: Plan, from: number, to: number): number | null => {
  for (let date = Math.floor(to / day); date >= Math.floor(from / day) - 1; date--) {
    const ends = spansOn(plan, date, from, to).map(([, end]) => end)
    const overnight = spansOn(plan, date - 1, from, to).map(([, end]) => end)
    if (ends.length > 0) return Math.max(...ends, ...overnight)
  }
  return null
}

/** The spans that start on a day, counted from 1970, as far as they lie in wall time [from, to). */
const spansOn = (plan: Plan, date: number, from: number, to: number): Span[] => {
  const spans = plan.holidays.get(date) ?? plan.weekly[((date % 7) + 7) % 7] ?? []
  return spans
    .map(([start, end]): Span => [Math.max(date * day + start, from), Math.min(date * day + end, to)])
    .filter(([start, end]) => start < end)
}

const planOf = (hours: BusinessHours): Plan => {
  return {
    weekly: weekdays.map((name) => (hours.weekly[name] ?? []).map(spanOf)),
    holidays: new Map(hours.holidays.map(({ date, intervals }) => [dayOf(date), intervals.map(spanOf)])),
  }
}

/** An interval's wall time in milliseconds from the midnight of the day it starts on; past 24 hours is the next day. */
export const spanOf = (interval: Interval): Span => {
  const start = timeOf(interval.from)
  const end = timeOf(interval.to)
  return [start, end > start ? end : end + day]
}

/** A date 'YYYY-MM-DD' as a number of days from 1970; NaN when it is no date. */
export const dayOf = (date: string): number => {
  return Date.parse(`${date}T00:00:00Z`) / day
}

const timeOf = (text: string): number => {
  const [hours, minutes] = text.split(':')
  return (Number(hours) * 60 + Number(minutes)) * minute
}
