import { keysOfReport, reportNames } from '#contract/reports.ts'
import {
  type Counted,
  partOfReport,
  type ReportGroup,
  type ReportPart,
  type ReportPlace,
} from './report-row.ts'
import type { Rolled } from './roll-up.ts'

/** The rows that reports and exports read: not every group has what a part shows. */
export const reportPlaces: ReportPlace[] = [
  { group: 'opened', part: 'counts' } as const,
  ...reportNames.flatMap((report) =>
    keysOfReport[report].map(
      (key): ReportPlace => ({ group: key === 'day' ? 'all' : key, part: partOfReport[report] }),
    ),
  ),
].filter(({ group, part }, i, all) => all.findIndex((one) => one.group === group && one.part === part) === i)

/** The keys of a group that stand in one row. */
export type PartRow = { group: ReportGroup; part: ReportPart; index: number; keys: Record<string, Counted> }

/** What the reports of a part show. Numbers are cheap, so that one part has all of them. */
const contentOf: Record<ReportPart, { counts: RegExp; spreads: string[] }> = {
  counts: { counts: /./, spreads: [] },
  answers: {
    counts: /^(first|next)_|^unanswered$/,
    spreads: ['first', 'next', 'first_open', 'next_open'],
  },
  courses: {
    counts: /^(opened|split|merged|closed|reopened|resolved|transferred|claims_lost|cases)/,
    spreads: ['claim', 'resolution', 'case_resolution'],
  },
}

/** An item has at most 400 KB, and a key takes some 200 bytes of it. */
const keysOfRow = 1_000

/** What a day has, as its rows. A group of which a part shows nothing has no row there. */
export const partRows = (rolled: Rolled[]): PartRow[] =>
  reportPlaces.flatMap(({ group, part }) =>
    rowsOf(
      group,
      part,
      rolled.filter((one) => one.group === group),
    ),
  )

const rowsOf = (group: ReportGroup, part: ReportPart, rolled: Rolled[]): PartRow[] => {
  const keys = rolled
    .map(({ key, ...counted }) => [key, ofPart(part, counted)] as const)
    .filter(([, { counts, spreads }]) => Object.keys({ ...counts, ...spreads }).length > 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Array.from({ length: Math.ceil(keys.length / keysOfRow) }, (_, index) => ({
    ...{ group, part, index },
    keys: Object.fromEntries(keys.slice(index * keysOfRow, (index + 1) * keysOfRow)),
  }))
}

const ofPart = (part: ReportPart, { counts, spreads }: Counted): Counted => {
  const content = contentOf[part]
  return {
    counts: only(counts, (name) => content.counts.test(name)),
    spreads: only(spreads, (name) => content.spreads.includes(name)),
  }
}

const only = <T>(all: Record<string, T>, fits: (name: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => fits(name)))
