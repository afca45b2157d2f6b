import type { Answer } from '#contract/client.ts'

export type Hours = Answer<'getBusinessHours'>
export type Weekly = Hours['weekly']
export type Interval = { from: string; to: string }
export type Weekday = keyof Weekly

export const weekdays: Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]

export const dayMinutes = 1440

/** '09:30' in minutes since midnight. */
export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Minutes since midnight as a wall time, of the next day where they are past it. */
export const timeOf = (minutes: number): string => {
  const within = ((minutes % dayMinutes) + dayMinutes) % dayMinutes
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

/** Start and end in minutes since the day's midnight; the end may be on the next day. */
export const spanOf = ({ from, to }: Interval): [start: number, end: number] => {
  const start = minutesOf(from)
  const end = minutesOf(to)
  return [start, end > start ? end : end + dayMinutes]
}

const intervalOf = (start: number, end: number): Interval => ({
  from: timeOf(start),
  to: timeOf(end),
})

/** A piece of an opening on one day: an opening over midnight has a second one on the next. */
export type Block = { owner: Weekday; index: number; start: number; end: number; isRest: boolean }

export const blocksOn = (weekly: Weekly, day: Weekday): Block[] => {
  const before = weekdays.at(weekdays.indexOf(day) - 1) ?? day
  const rests = (weekly[before] ?? []).flatMap((interval, index) => {
    const end = spanOf(interval)[1] - dayMinutes
    return end > 0 ? [{ owner: before, index, start: 0, end, isRest: true }] : []
  })
  const own = (weekly[day] ?? []).map((interval, index) => {
    const [start, end] = spanOf(interval)
    return { owner: day, index, start, end: Math.min(end, dayMinutes), isRest: false }
  })
  return [...rests, ...own]
}

export const withInterval = (weekly: Weekly, day: Weekday, index: number, interval: Interval): Weekly => {
  const intervals = weekly[day] ?? []
  return {
    ...weekly,
    [day]: index < intervals.length ? intervals.with(index, interval) : [...intervals, interval],
  }
}

/** What a drag does to an opening: makes one, moves it, or moves one of its ends. */
export type Drag = { kind: 'new' | 'move' | 'from' | 'to'; origin: number; start: number; end: number }

/** An opening is at least this long, and ends on quarters of an hour. */
const grid = 15

const snap = (minutes: number): number => Math.round(minutes / grid) * grid

/** The opening while the pointer is at a minute of the day. */
export const dragged = ({ kind, origin, start, end }: Drag, minute: number): Interval => {
  if (kind === 'new') {
    const [one, other] = [snap(origin), snap(minute)].toSorted((a, b) => a - b) as [number, number]
    return intervalOf(Math.min(one, dayMinutes - grid), Math.max(other, one + grid))
  }
  const by = snap(minute - origin)
  if (kind === 'from') return intervalOf(clamp(start + by, 0, Math.min(end, dayMinutes) - grid), end)
  if (kind === 'to') return intervalOf(start, clamp(end + by, start + grid, start + dayMinutes))
  const moved = clamp(start + by, 0, dayMinutes - grid)
  return intervalOf(moved, moved + end - start)
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)
