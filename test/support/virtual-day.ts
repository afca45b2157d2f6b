import { publishChanges } from '#domain/changes/publish-changes.ts'
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
  let at = 'recheck' in execution ? execution.recheck.at : undefined
  for (let pages = 0; ; ) {
    const progress =
      'run' in execution
        ? await again(() => releaseOpening(broken, execution.run, pages))
        : await again(() => recheckHeld(broken, { ...execution.recheck, at }, pages))
    await publish()
    if (!progress.more) return
    pages = progress.pages
    if ('at' in progress) at = progress.at as typeof at
    app.now += progress.pause * 1000
  }
}
