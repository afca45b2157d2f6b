import { publishChanges } from '#domain/changes/publish-changes.ts'
import { sweepReviews } from '#domain/consents/sweep-reviews.ts'
import type { Leave } from '#domain/conversations/leave.ts'
import { type LeaveProgress, leaveConversations } from '#domain/conversations/leave-conversations.ts'
import type { OpeningRun } from '#domain/scheduled/opening.ts'
import type { ContactRecheck, Recheck } from '#domain/scheduled/recheck.ts'
import { recheckContact } from '#domain/scheduled/recheck-contact.ts'
import { recheckHeld } from '#domain/scheduled/recheck-held.ts'
import { releaseOpening } from '#domain/scheduled/release-opening.ts'
import { sweepOpenings } from '#domain/scheduled/sweep-openings.ts'
import type { FakeApp, FakeExecution } from './fake-app.ts'
import { drainQueue } from './virtual-queue.ts'

const minute = 60_000
const sweepEvery = 5 * minute
/** As the state machine's retries. */
const mostTries = 7

type Settings = {
  /** The app as functions see it, where their calls are to fail. */
  broken?: FakeApp
  /** Whether the schedule is on. */
  sweeps?: boolean
}

/**
 * What happens behind the API while time passes from now on: the stream is published, the state machine runs its executions, the
 * schedule sweeps, and the queue is worked off.
 */
export const createDay = (app: FakeApp, { broken = app, sweeps = true }: Settings = {}) => {
  let published = app.changes.length
  let swept = app.now
  const publish = async () => {
    while (published < app.changes.length) {
      const batch = app.changes.slice(published, published + 100)
      await again(() => publishChanges(broken, batch))
      published += batch.length
    }
  }
  const step = async (execution: FakeExecution) => {
    const end = await again(() => run(app, broken, execution, publish)).catch(() => undefined)
    execution.ended = true
    return end
  }
  const settle = async () => {
    for (;;) {
      await publish()
      await drainQueue(app)
      const due = [...app.executions.values()].find(
        (execution) => !execution.ended && startOf(execution) <= app.now,
      )
      if (!due) return
      await step(due)
    }
  }
  const until = async (to: number) => {
    for (;;) {
      await settle()
      if (app.now >= to) return
      const starts = [...app.executions.values()].filter(({ ended }) => !ended).map(startOf)
      app.now = Math.min(to, ...starts.filter((start) => start > app.now), sweeps ? swept + sweepEvery : to)
      if (!sweeps || app.now < swept + sweepEvery) continue
      swept = app.now
      await again(() => sweepOpenings(broken))
      await again(() => sweepReviews(broken))
    }
  }
  return { settle, until, pass: (milliseconds: number) => until(app.now + milliseconds) }
}

const startOf = (execution: FakeExecution): number => ('run' in execution ? execution.run.minute : 0)

const again = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries >= mostTries) throw error
    }
  }
}

/** One execution, from its minute to its end. */
const run = async (app: FakeApp, broken: FakeApp, execution: FakeExecution, publish: () => Promise<void>) => {
  let step = beginningOf(broken, execution)
  for (;;) {
    const progress = await again(step)
    await publish()
    if (!progress.more) return
    step = progress.next
    app.now += progress.pause * 1000
  }
}

type Step = () => Promise<{ more: boolean; pause: number; next: Step }>

const beginningOf = (app: FakeApp, execution: FakeExecution): Step => {
  if ('run' in execution) return release(app, execution.run, 0)
  if ('recheck' in execution) return recheck(app, execution.recheck, 0)
  if ('contact' in execution) return followConsent(app, execution.contact, 0)
  return leave(app, execution.leave, { pages: 0, last: false })
}

const release =
  (app: FakeApp, opening: OpeningRun, before: number): Step =>
  async () => {
    const progress = await releaseOpening(app, opening, before)
    return { ...progress, next: release(app, opening, progress.pages) }
  }

const recheck =
  (app: FakeApp, asked: Recheck, before: number): Step =>
  async () => {
    const progress = await recheckHeld(app, asked, before)
    return { ...progress, next: recheck(app, { ...asked, at: progress.at }, progress.pages) }
  }

const followConsent =
  (app: FakeApp, asked: ContactRecheck, before: number): Step =>
  async () => {
    const progress = await recheckContact(app, asked, before)
    return { ...progress, next: followConsent(app, { ...asked, at: progress.at }, progress.pages) }
  }

const leave =
  (app: FakeApp, asked: Leave, before: Pick<LeaveProgress, 'pages' | 'last'>): Step =>
  async () => {
    const progress = await leaveConversations(app, asked, before)
    return { ...progress, next: leave(app, asked, progress) }
  }
