import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import { inParallel } from '../in-parallel.ts'
import type { Opening } from './opening.ts'
import { releasedBy } from './release-order.ts'
import { forgetOpening, startNextRun } from './remember-opening.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'log' | 'messages' | 'openings' | 'releases'>

const pageSize = 100
const atOnce = 10

/**
 * Begins every release that should be under way and is not: of openings that came near, of openings whose run failed or
 * ended early, and of openings that got a text when their run was over. Openings without held texts are forgotten.
 */
export const sweepOpenings = async (app: Needs): Promise<void> => {
  const until = app.clock.now() + times.sweepAhead
  let from: string | undefined
  do {
    const page = await app.openings.due(until, { limit: pageSize + 1, from })
    from = page[pageSize]?.order
    await inParallel(page.slice(0, pageSize), atOnce, ({ record }) => sweep(app, record))
  } while (from)
}

const sweep = async (app: Needs, opening: Opening): Promise<void> => {
  const { workspace, numberId, minute } = opening
  const overdue = minute <= app.clock.now()
  if (overdue) {
    const waiting = await app.messages.held(workspace, numberId, { to: releasedBy(minute), limit: 1 })
    if (waiting.length === 0) return forgetOpening(app, opening)
  }
  if ((await app.releases.start(opening)) === 'running' || !overdue) return
  app.log.warn('texts that should have left are released again', { numberId, run: opening.run + 1 })
  await startNextRun(app, opening)
}
