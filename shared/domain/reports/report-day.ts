import { type ReportKey, type ReportName, reportKeys } from '#contract/reports.ts'
import { stretchAt } from '../hours/local-time.ts'
import type { WorkspaceId } from '../ids.ts'
import { day } from '../time.ts'
import type { Spread } from './spread.ts'

/** By what rows stand together: all of a workspace, or its numbers, agents and so on. */
export type ReportGroup = 'all' | Exclude<ReportKey, 'day'>

export const reportGroups: ReportGroup[] = ['all', ...reportKeys.filter((key) => key !== 'day')]

/** What stands together in rows, so that a report reads no times of others: percentiles are most of what a row weighs. */
export type ReportPart = 'counts' | 'answers' | 'courses'

export const partOfReport: Record<ReportName, ReportPart> = {
  volumes: 'counts',
  responses: 'answers',
  conversations: 'courses',
  delivery: 'counts',
  consent: 'counts',
  spend: 'counts',
  backlog: 'counts',
  cases: 'courses',
  workflows: 'counts',
}

export type ReportPlace = { group: ReportGroup; part: ReportPart }

/** What was counted of a key: numbers, and how long things took, by their names. */
export type Counted = { counts: Record<string, number>; spreads: Record<string, Spread> }

/**
 * What one day has of a group: of each number, agent and so on by its id, or of the whole workspace as `all`. Written whole each
 * time the day is counted. `index`: 0, or further where there are too many keys for one row.
 */
export type ReportRow = ReportPlace & {
  workspace: WorkspaceId
  /** As in 2026-11-30, cut in `zone`. */
  day: string
  index: number
  zone: string
  keys: Record<string, Counted>
  expiresAt: number
  /** When it was counted, epoch milliseconds: what reports had been told by then is in it. */
  version: number
}

/** The same as it is kept: the keys compressed, since a month of them is read at once. */
export type ReportDay = Omit<ReportRow, 'keys'> & { kind: 'report_day'; packed: Uint8Array }

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
