import { keysOfReport, type ReportKey, type ReportName, reportKeys, reportNames } from '#contract/reports.ts'
import type { WorkspaceId } from '../ids.ts'
import type { Spread } from './spread.ts'

/** By what rows stand together: all of a workspace, its numbers, agents and so on, or the conversations that were opened. */
export type ReportGroup = 'all' | 'opened' | Exclude<ReportKey, 'day'>

export const reportGroups: ReportGroup[] = ['all', 'opened', ...reportKeys.filter((key) => key !== 'day')]

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

/** The rows that reports and exports read: not every group has what a part shows. */
export const reportPlaces: ReportPlace[] = [
  { group: 'opened', part: 'counts' } as const,
  ...reportNames.flatMap((report) =>
    keysOfReport[report].map(
      (key): ReportPlace => ({ group: key === 'day' ? 'all' : key, part: partOfReport[report] }),
    ),
  ),
].filter(({ group, part }, i, all) => all.findIndex((one) => one.group === group && one.part === part) === i)
