import { day as dayLength } from '../time.ts'

/** A fixed date, the first such weekday (Monday is 1) at or after a day of a month, or days from Easter Sunday. */
type HolidayRule = { month: number; day: number; weekday?: number } | { fromEaster: number }

/** 5 U.S.C. 6103(a). */
const federal: HolidayRule[] = [
  { month: 1, day: 1 },
  { month: 1, day: 15, weekday: 1 },
  { month: 2, day: 15, weekday: 1 },
  { month: 5, day: 25, weekday: 1 },
  { month: 6, day: 19 },
  { month: 7, day: 4 },
  { month: 9, day: 1, weekday: 1 },
  { month: 10, day: 8, weekday: 1 },
  { month: 11, day: 11 },
  { month: 11, day: 22, weekday: 4 },
  { month: 12, day: 25 },
]

const goodFriday: HolidayRule = { fromEaster: -2 }
const mardiGras: HolidayRule = { fromEaster: -47 }
const electionDay: HolidayRule = { month: 11, day: 2, weekday: 2 }

/**
 * What states add to the federal holidays. Pennsylvania's (44 P.S. 11) were read in a summary on 2026-11-28, the others
 * are well known and were not read in the law. Election Day is here every year, though some states keep it only in even
 * ones. A day too many is a text that comes a day later.
 */
const ofStates = {
  // Confederate Memorial Day, Jefferson Davis' birthday; Mardi Gras in two counties
  'US-AL': [mardiGras, { month: 4, day: 22, weekday: 1 }, { month: 6, day: 1, weekday: 1 }],
  'US-LA': [mardiGras, goodFriday, electionDay],
  // Flag Day
  'US-PA': [goodFriday, { month: 6, day: 14 }, electionDay],
  // Victory Day
  'US-RI': [{ month: 8, day: 8, weekday: 1 }, electionDay],
  // Pioneer Day
  'US-UT': [{ month: 7, day: 24 }],
} satisfies Record<string, HolidayRule[]>

/** Whose legal holidays: the federal ones alone, with those of a state, or with those of every state here. */
export type HolidayCalendar = 'US' | keyof typeof ofStates | 'every state'

const rulesOf = (calendar: HolidayCalendar): HolidayRule[] => {
  if (calendar === 'US') return federal
  const added = calendar === 'every state' ? Object.values(ofStates).flat() : ofStates[calendar]
  return [...federal, ...added]
}

/** The dates `YYYY-MM-DD` of a year's holidays and of the days they are observed on instead, in order. */
export const holidaysOf = (calendar: HolidayCalendar, year: number): string[] => {
  const dates = rulesOf(calendar).flatMap((rule) => datesOf(year, rule))
  return [...new Set(dates.map((date) => new Date(date).toISOString().slice(0, 10)))].sort()
}

/** As midnights of UTC. */
const datesOf = (year: number, rule: HolidayRule): number[] => {
  if ('fromEaster' in rule) return [easterOf(year) + rule.fromEaster * dayLength]
  const date = Date.UTC(year, rule.month - 1, rule.day)
  const dayOfWeek = new Date(date).getUTCDay() || 7
  if (rule.weekday) return [date + ((rule.weekday - dayOfWeek + 7) % 7) * dayLength]
  if (dayOfWeek === 6) return [date - dayLength, date]
  if (dayOfWeek === 7) return [date, date + dayLength]
  return [date]
}

/**
 * Easter Sunday of the Gregorian calendar, from 1900 to 2199: the Sunday after the church's full moon, which comes on 21
 * March or up to 29 days later and repeats every 19 years.
 */
const easterOf = (year: number): number => {
  const yearOfCycle = year % 19
  const days = (19 * yearOfCycle + 24) % 30
  const early = days === 29 || (days === 28 && yearOfCycle > 10)
  const fullMoon = Date.UTC(year, 2, 21 + days - (early ? 1 : 0))
  return fullMoon + (7 - new Date(fullMoon).getUTCDay()) * dayLength
}
