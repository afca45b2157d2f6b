import { type ReportKey, reportKeys } from '#contract/reports.ts'
import { stretchAt } from '../hours/local-time.ts'
import type { WorkspaceId } from '../ids.ts'
import { day } from '../time.ts'
import type { Spread } from './spread.ts'

/** By what rows stand together: all of a workspace, or its numbers, agents and so on. */
export type ReportGroup = 'all' | Exclude<ReportKey, 'day'>

export const reportGroups: ReportGroup[] = ['all', ...reportKeys.filter((key) => key !== 'day')]

/** What one day has of a workspace, or of one of its numbers, agents and so on. Written whole each time the day is counted. */
export type ReportDay = {
  kind: 'report_day'
  workspace: WorkspaceId
  group: ReportGroup
  /** The id within the group; `all` of the whole workspace. */
  key: string
  /** As in 2026-11-30, cut in `zone`. */
  day: string
  zone: string
  counts: Record<string, number>
  spreads: Record<string, Spread>
  expiresAt: number
  /** When it was counted, epoch milliseconds: what reports had been told by then is in it. */
  version: number
}

/** 2026-11-30, from the number of days since 1970. */
export const dateOf = (days: number): string => new Date(days * day).toISOString().slice(0, 10)
export const daysOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / day

/** Which day an instant (epoch milliseconds) lies in, in a zone. The stretch of the last answer is kept: most follow each other. */
export const dayIn = (zone: string): ((at: number) => string) => {
  let stretch = stretchAt(zone, 0)
  return (at) => {
    if (at < stretch.start || at >= stretch.end) stretch = stretchAt(zone, at)
    return dateOf(Math.floor((at + stretch.offset) / day))
  }
}

/** The days of a zone that a day in UTC reaches into, and the days in UTC that a day of a zone does. */
export const localDaysOf = (date: string, zone: string): string[] => {
  const of = dayIn(zone)
  const start = daysOf(date) * day
  return [...new Set([of(start), of(start + day - 1)])]
}

export const utcDaysOf = (date: string, zone: string): string[] =>
  [-1, 0, 1].map((days) => dateOf(daysOf(date) + days)).filter((utc) => localDaysOf(utc, zone).includes(date))
