import type { App } from '../app.ts'
import type { Thread } from '../threads/thread.ts'
import { day } from '../time.ts'
import type { Widget } from './widget.ts'
import type { WidgetCap, WidgetJob } from './widget-job.ts'

type Needs = Pick<App, 'clock' | 'widgets'>

/** Each count and the most that it may come to. Hours and days are those of UTC. */
type Limit = { name: string; most: number }

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
  const limits = limitsOf(widget, job, thread, now)
  const counts = await Promise.all(limits.map(({ name }) => app.widgets.cap(workspace, name)))
  if (limits.some(({ most }, at) => (counts[at]?.count ?? 0) >= most)) return undefined
  return limits.map(({ name }, at) => ({
    ...(counts[at] ?? { kind: 'widget_cap', workspace, name, version: 0 }),
    count: (counts[at]?.count ?? 0) + 1,
    expiresAt: now + 2 * day,
  }))
}

const limitsOf = (
  { id, caps }: Widget,
  { address }: Pick<WidgetJob, 'address'>,
  { ref }: Pick<Thread, 'ref'>,
  now: number,
): Limit[] => {
  const time = new Date(now).toISOString()
  const [today, hour] = [time.slice(0, 10), time.slice(0, 13)]
  return [
    { name: `phone#${ref}#${today}`, most: caps.perPhoneDay },
    { name: `address#${address}#${hour}`, most: caps.perAddressHour },
    { name: `hour#${id}#${hour}`, most: caps.perHour },
    { name: `day#${id}#${today}`, most: caps.perDay },
  ]
}
