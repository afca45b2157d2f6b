import type { App } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import { day as dayLength } from '../time.ts'
import { countingOf } from './counting.ts'
import type { Fact, FactMark } from './fact.ts'
import { dayIn, localDaysOf, type ReportDay, reportGroups, utcDaysOf } from './report-day.ts'
import { addNewest, type Counting, type Rolled, rollUp } from './roll-up.ts'

type Reporting = Pick<App, 'clock' | 'facts' | 'hours' | 'numbers' | 'reports' | 'settings' | 'teams'>

/** So long rows are kept: 5 years. */
const keptFor = 5 * 366 * dayLength
const atOnce = 10

/**
 * Counts again the days to which facts came since they were counted last. A mark is taken away when its day has been written: who
 * dies in the middle does the same once more, and facts that come meanwhile have marks of their own. Rows are written whole, and
 * never by a run that began before the one that wrote them.
 */
export const rollUpDays = async (app: Reporting): Promise<void> => {
  const marks = await app.facts.marks()
  // Whoever has a later time reads the files later than these marks, and so has all that they stand for.
  const countedAt = app.clock.now()
  for (const [workspace, own] of byWorkspace(marks)) {
    const { reportZone: zone } = await app.settings.get(workspace)
    const days = new Set(own.flatMap((mark) => localDaysOf(mark.day, zone)))
    const counting = await countingOf(app, workspace)
    for (const day of days) await rollUpDay(app, { workspace, date: day, zone, countedAt, counting })
    await inParallel(own, atOnce, (mark) => app.facts.unmark(mark))
  }
}

const byWorkspace = (marks: FactMark[]) => {
  const found = new Map<WorkspaceId, FactMark[]>()
  for (const mark of marks) found.set(mark.workspace, [...(found.get(mark.workspace) ?? []), mark])
  return found
}

type CountedDay = {
  workspace: WorkspaceId
  date: string
  zone: string
  countedAt: number
  counting: Counting
}

const rollUpDay = async (app: Reporting, counted: CountedDay): Promise<void> => {
  const { workspace, date: day, zone, countedAt, counting } = counted
  const of = dayIn(zone)
  const isInDay = (at: number) => of(at) === day
  const newest = new Map<string, Fact>()
  for (const utc of utcDaysOf(day, zone))
    for await (const facts of app.facts.read(workspace, utc)) addNewest(newest, facts, isInDay)
  const rolled = rollUp(newest.values(), counting)
  const rows = [...rolled, ...(await vanished(app, counted, rolled))].map(
    (row): ReportDay => ({
      ...{ kind: 'report_day', workspace, day, zone, ...row },
      ...{ expiresAt: countedAt + keptFor, version: countedAt },
    }),
  )
  await inParallel(rows, atOnce, (row) => app.reports.put(row))
}

/** Keys of the day for whom nothing is left, such as an agent whose only conversation is another's now. */
const vanished = async (
  app: Pick<App, 'reports'>,
  { workspace, date }: CountedDay,
  rolled: Rolled[],
): Promise<Rolled[]> => {
  const names = new Set(rolled.map(nameOf))
  const before = await Promise.all(
    reportGroups.map((group) => app.reports.days(workspace, group, { from: date, to: date })),
  )
  return before
    .flat()
    .filter((row) => !names.has(nameOf(row)))
    .map(({ group, key }) => ({ group, key, counts: {}, spreads: {} }))
}

const nameOf = ({ group, key }: Pick<Rolled, 'group' | 'key'>) => `${group}#${key}`
