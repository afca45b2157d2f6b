import type { App } from '../app.ts'
import type { Thread } from '../threads/thread.ts'
import { day, hour } from '../time.ts'
import type { Widget } from './widget.ts'
import type { WidgetCap, WidgetJob } from './widget-job.ts'

type Needs = Pick<App, 'clock' | 'widgets'>
type Slice = WidgetCap['slices'][number]

/** Each count and the most that it may come to within any `span` (milliseconds). */
type Limit = { name: string; most: number; span: number }

/**
 * A count of its own for each question would grow with the caps, up to 10,000. Those of a slice are forgotten together, and with the
 * last of them: no span ever has more than its cap, and a full one opens at most a slice later than it could.
 */
const slicesOfSpan = 24

/**
 * The counts that one more question would make, or undefined where one of them is at its most. They are written with the question:
 * so none is counted that does not leave, and none leaves that is not counted.
 */
export const countedOnce = async (
  app: Needs,
  widget: Widget,
  job: Pick<WidgetJob, 'address'>,
  thread: Pick<Thread, 'ref'>,
): Promise<WidgetCap[] | undefined> => {
  const { workspace } = widget
  const now = app.clock.now()
  const counts = await Promise.all(
    limitsOf(widget, job, thread).map(async ({ name, most, span }) => {
      const known = await app.widgets.cap(workspace, name)
      const slices = withinSpan(known?.slices ?? [], span, now)
      if (total(slices) >= most) return undefined
      const cap = known ?? { kind: 'widget_cap' as const, workspace, name, version: 0 }
      return { ...cap, slices: withOne(slices, span, now), expiresAt: now + span }
    }),
  )
  const open = counts.filter((count) => count !== undefined)
  return open.length === counts.length ? open : undefined
}

const limitsOf = (
  { id, caps }: Widget,
  { address }: Pick<WidgetJob, 'address'>,
  { ref }: Pick<Thread, 'ref'>,
): Limit[] => [
  { name: `phone#${ref}`, most: caps.perPhoneDay, span: day },
  { name: `address#${address}`, most: caps.perAddressHour, span: hour },
  { name: `hour#${id}`, most: caps.perHour, span: hour },
  { name: `day#${id}`, most: caps.perDay, span: day },
]

const withinSpan = (slices: Slice[], span: number, now: number): Slice[] =>
  slices.filter(({ last }) => now - last < span)

const total = (slices: Slice[]): number => slices.reduce((sum, { count }) => sum + count, 0)

/** A slice begins with its first question. The clock of a worker may be behind that of another one, and shortens nothing. */
const withOne = (slices: Slice[], span: number, now: number): Slice[] => {
  const newest = slices.at(-1)
  if (!newest || now - newest.from >= span / slicesOfSpan)
    return [...slices, { from: now, last: now, count: 1 }]
  const { from, last, count } = newest
  return [...slices.slice(0, -1), { from, last: Math.max(last, now), count: count + 1 }]
}
