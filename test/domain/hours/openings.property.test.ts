import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addOpenTime,
  type BusinessHours,
  closedPeriodStart,
  type Interval,
  isOpen,
  nextCommonOpening,
  nextOpening,
  weekdays,
} from '#domain/hours/business-hours.ts'
import { validateHours } from '#domain/hours/validate-hours.ts'

const quarter = 15 * 60_000
const zones = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/Havana',
  'Asia/Kathmandu',
  'Antarctica/Troll',
  'UTC',
]

const quarterOfDay = fc.integer({ min: 0, max: 95 }).map((n) => {
  const text = (part: number) => String(part).padStart(2, '0')
  return `${text(Math.floor(n / 4))}:${text((n % 4) * 15)}`
})
const interval: fc.Arbitrary<Interval> = fc.record({
  from: quarterOfDay,
  to: fc.oneof(quarterOfDay, fc.constant('24:00')),
})
const intervals = fc.oneof(fc.constant([]), fc.array(interval, { minLength: 1, maxLength: 2 }))

// around the years in which Samoa skipped a day and Morocco changed its clocks
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2011-12-20Z'), max: Date.parse('2012-01-05Z') }),
  fc.integer({ min: Date.parse('2025-10-01Z'), max: Date.parse('2026-11-30Z') }),
)

// holidays near the instant, or they would hardly ever matter
const situation = fc
  .record({
    at: instant,
    zone: fc.constantFrom(...zones),
    weekly: fc.record(Object.fromEntries(weekdays.map((name) => [name, intervals]))),
    holidays: fc.uniqueArray(fc.record({ after: fc.integer({ min: -3, max: 8 }), intervals }), {
      selector: ({ after }) => after,
      maxLength: 3,
    }),
  })
  .map(({ at, zone, weekly, holidays }) => {
    const dated = holidays.map((holiday) => ({
      date: new Date(at + holiday.after * 86_400_000).toISOString().slice(0, 10),
      intervals: holiday.intervals,
    }))
    const hours: BusinessHours = { zone, weekly, holidays: dated }
    return { at, hours }
  })

/** The definition, from a wall clock as `Intl` shows it: an interval of today, or one of yesterday that goes on. */
function isOpenByTheClock(hours: BusinessHours, at: number): boolean {
  const { date, time } = wallClock(hours.zone, at)
  const yesterday = new Date(Date.parse(`${date}Z`) - 86_400_000).toISOString().slice(0, 10)
  return (
    intervalsOn(hours, date).some(({ from, to }) => time >= from && (time < to || to <= from)) ||
    intervalsOn(hours, yesterday).some(({ from, to }) => to <= from && time < to)
  )
}

function intervalsOn(hours: BusinessHours, date: string): readonly Interval[] {
  const weekday = weekdays[(Date.parse(`${date}Z`) / 86_400_000) % 7]
  const holiday = hours.holidays.find((one) => one.date === date)
  return holiday?.intervals ?? (weekday && hours.weekly[weekday]) ?? []
}

const clocks = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
)

function wallClock(zone: string, at: number): { date: string; time: string } {
  const [date = '', time = ''] = clocks.get(zone)?.format(at).split(' ') ?? []
  return { date, time }
}

/** Every quarter of an hour in [from, to): times of day and offsets are whole quarters, so nothing opens between. */
function quarters(from: number, to: number): number[] {
  const first = Math.ceil(from / quarter) * quarter
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / quarter)) }, (_, i) => first + i * quarter)
}

test('open is what the wall clock says', () => {
  fc.assert(
    fc.property(situation, ({ at, hours }) => {
      expect(isOpen(hours, at)).toBe(isOpenByTheClock(hours, at))
    }),
    { numRuns: 2000 },
  )
})

test('the next opening is open and nothing before it is', () => {
  fc.assert(
    fc.property(situation, ({ at, hours }) => {
      const opening = nextOpening(hours, at)
      const until = opening ?? at + 9 * 86_400_000
      if (opening !== null) expect(isOpenByTheClock(hours, opening)).toBe(true)
      const earlier = [at, ...quarters(at, until)].filter((each) => each < until)
      expect(earlier.filter((each) => isOpenByTheClock(hours, each))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('a closed period starts after an open instant and holds no other', () => {
  fc.assert(
    fc.property(situation, ({ at, hours }) => {
      const start = closedPeriodStart(hours, at)
      expect(start === null).toBe(isOpenByTheClock(hours, at))
      if (!start) return
      expect(isOpenByTheClock(hours, start - 1)).toBe(true)
      const period = [start, ...quarters(start, at), at]
      expect(period.filter((each) => isOpenByTheClock(hours, each))).toEqual([])
      expect(closedPeriodStart(hours, start)).toBe(start)
    }),
    { numRuns: 1000 },
  )
})

test('the next common opening is open in all hours and nothing before it is', () => {
  fc.assert(
    fc.property(situation, situation, ({ at, hours }, { hours: others }) => {
      const all = [hours, others]
      const openInAll = (each: number) => all.every((one) => isOpenByTheClock(one, each))
      const opening = nextCommonOpening(all, at)
      const until = opening ?? at + 9 * 86_400_000
      if (opening !== null) expect(openInAll(opening)).toBe(true)
      const earlier = [at, ...quarters(at, until)].filter((each) => each < until)
      expect(earlier.filter(openInAll)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

/** How much of [from, to) is open, milliseconds, counted by the clock. */
function openTime(hours: BusinessHours, from: number, to: number): number {
  const marks = [from, ...quarters(from + 1, to), to]
  return marks
    .slice(1)
    .reduce((sum, end, i) => sum + (isOpenByTheClock(hours, marks[i] ?? 0) ? end - (marks[i] ?? 0) : 0), 0)
}

test('when so much open time has passed, it has by the clock, and the last of it just before', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 900 }), ({ at, hours }, minutes) => {
      const passed = addOpenTime(hours, at, minutes)
      const until = passed ?? at + 9 * 86_400_000
      fc.pre(until - at < 20 * 86_400_000)
      const counted = openTime(hours, at, until)
      if (passed === null) expect(counted).toBeLessThan(minutes * 60_000)
      else expect(counted).toBe(minutes * 60_000)
      if (passed !== null) expect(isOpenByTheClock(hours, passed - 1)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('the only problem that hours of right times and dates can have is an overlap', () => {
  fc.assert(
    fc.property(situation, ({ hours }) => {
      expect(validateHours(hours).filter(({ detail }) => !detail.startsWith('Overlaps'))).toEqual([])
    }),
  )
})
