import type { App } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import { day as dayLength } from '../time.ts'
import { countingOf } from './counting.ts'
import type { Fact, FactMark, OpenState } from './fact.ts'
import { type PartRow, partRows, reportPlaces } from './part-rows.ts'
import { dayIn, localDaysOf, utcDaysOf } from './report-day.ts'
import type { ReportRow } from './report-row.ts'
import { addNewest, type Counting, rollUp, statesAfter } from './roll-up.ts'

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
  for (const [workspace, own] of Map.groupBy(marks, (mark) => mark.workspace)) {
    const { reportZone: zone } = await app.settings.get(workspace)
    const days = new Set(own.flatMap((mark) => localDaysOf(mark.day, zone)))
    const counting = await countingOf(app, workspace)
    const made = await rollUpInOrder(app, days, { workspace, zone, countedAt, counting })
    await inParallel([...own, ...made], atOnce, (mark) => app.facts.unmark(mark))
  }
}

type CountedDays = { workspace: WorkspaceId; zone: string; countedAt: number; counting: Counting }

/**
 * Each day begins with what the one before it left open. Where that has become something else, the next one is counted as well, and
 * has its mark before that is kept. Gives the marks that were made so.
 */
const rollUpInOrder = async (
  app: Reporting,
  days: Set<string>,
  counted: CountedDays,
): Promise<FactMark[]> => {
  const { workspace } = counted
  const known = new Set(await app.facts.openDays(workspace))
  const all = [...new Set([...days, ...known])].toSorted()
  const made: FactMark[] = []
  for (const [i, day] of all.entries()) {
    if (!days.has(day)) continue
    const before = all.slice(0, i).findLast((one) => known.has(one))
    const open = await rollUpDay(app, day, before, counted)
    const kept = known.has(day) ? await app.facts.openOn(workspace, day) : undefined
    known.add(day)
    if (JSON.stringify(kept) === JSON.stringify(open)) continue
    const next = all[i + 1]
    if (next && !days.has(next)) {
      const mark = { workspace, day: next, name: 'open' }
      await app.facts.mark(mark)
      made.push(mark)
      days.add(next)
    }
    await app.facts.keepOpen(workspace, day, open)
  }
  return made
}

/** Writes what the day has, and gives what it leaves open. `before`: the last day of which that is known. */
const rollUpDay = async (
  app: Reporting,
  day: string,
  before: string | undefined,
  counted: CountedDays,
): Promise<OpenState[]> => {
  const { workspace, zone, countedAt, counting } = counted
  const newest = await newestOf(app, day, counted)
  const handedOn = before === undefined ? [] : await app.facts.openOn(workspace, before)
  const states = statesAfter(handedOn, newest.values())
  const rows = partRows(rollUp(newest.values(), counting, states))
  await inParallel([...rows, ...(await vanished(app, workspace, day, rows))], atOnce, (row) =>
    app.reports.put({
      ...{ workspace, day, zone, ...row },
      ...{ expiresAt: countedAt + keptFor, version: countedAt },
    }),
  )
  return [...states.values()]
    .filter(({ open }) => open)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

const newestOf = async (app: Reporting, day: string, { workspace, zone }: CountedDays) => {
  const of = dayIn(zone)
  const newest = new Map<string, Fact>()
  for (const utc of utcDaysOf(day, zone))
    for await (const facts of app.facts.read(workspace, utc)) addNewest(newest, facts, (at) => of(at) === day)
  return newest
}

/** Rows of the day of which nothing is left, such as that of an agent whose only conversation is another's now. */
const vanished = async (
  app: Pick<App, 'reports'>,
  workspace: WorkspaceId,
  day: string,
  rows: PartRow[],
): Promise<PartRow[]> => {
  const names = new Set(rows.map(nameOf))
  const before = await inParallel(reportPlaces, atOnce, (place) =>
    app.reports.days(workspace, place, { from: day, to: day }),
  )
  return before
    .flat()
    .filter((row) => !names.has(nameOf(row)) && Object.keys(row.keys).length > 0)
    .map(({ group, part, index }) => ({ group, part, index, keys: {} }))
}

const nameOf = ({ group, part, index }: Pick<ReportRow, 'group' | 'part' | 'index'>) =>
  `${group} ${part} ${index}`
