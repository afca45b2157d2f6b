import type { App } from '../app.ts'
import { inParallel } from '../in-parallel.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { type Timer, type TimerRule, timerShards } from './timer.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'log' | 'timers'>

/** What each rule does when a timer of it is due. It must be safe to repeat. */
export type TimerWork = Record<TimerRule, (timer: Timer) => Promise<void>>

const pageSize = 25

/**
 * Works on every timer whose time has come, whenever that was: what a pause of the system missed is caught up. A timer goes
 * once its work is done; one that fails stays for the next run, and keeps none of the others waiting.
 */
export const runTimers = async (app: Needs, work: TimerWork): Promise<void> => {
  const now = app.clock.now()
  const shards = Array.from({ length: timerShards }, (_, shard) => shard)
  await inParallel(shards, timerShards, (shard) => runShard(app, work, shard, now))
}

const runShard = async (app: Needs, work: TimerWork, shard: number, now: number): Promise<void> => {
  let from: string | undefined
  for (;;) {
    const page = await app.timers.due(shard, now, { from, limit: pageSize + 1 })
    for (const { record } of page.slice(0, pageSize)) await runOne(app, work, record)
    from = page[pageSize]?.order
    if (from === undefined) return
  }
}

const runOne = async (app: Needs, work: TimerWork, timer: Timer): Promise<void> => {
  const { workspace, rule, subject, due } = timer
  try {
    await work[rule](timer)
    // Another run may have been faster.
    await isWritten(app.commit({ remove: timer }))
  } catch (error) {
    app.log.error('the work of a timer failed; it is tried again', { workspace, rule, subject, due, error })
  }
}
