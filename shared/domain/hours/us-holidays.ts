import { day as dayLength } from '../time.ts'

type Rule = { month: number; day: number; weekday?: number }

/** 5 U.S.C. 6103(a): fixed dates, and the first such weekday (Monday is 1) at or after a day of the month. */
const rules: Rule[] = [
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

/** The dates 'YYYY-MM-DD' of a year's US federal holidays and of the days they are observed on instead. */
export const federalHolidays = (year: number): string[] => {
  return rules.flatMap((rule) => datesOf(year, rule)).map((date) => new Date(date).toISOString().slice(0, 10))
}

/** As midnights of UTC. */
const datesOf = (year: number, { month, day, weekday }: Rule): number[] => {
  const date = Date.UTC(year, month - 1, day)
  const dayOfWeek = new Date(date).getUTCDay() || 7
  if (weekday) return [date + ((weekday - dayOfWeek + 7) % 7) * dayLength]
  if (dayOfWeek === 6) return [date - dayLength, date]
  if (dayOfWeek === 7) return [date, date + dayLength]
  return [date]
}
