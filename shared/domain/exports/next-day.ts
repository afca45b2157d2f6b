import { dateOf, daysOf } from '../reports/report-day.ts'

/** The day after 2026-11-30 is 2026-12-01. */
export const nextDay = (date: string): string => dateOf(daysOf(date) + 1)
