import type { App } from '../app.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { OpeningRun } from './opening.ts'
import { type ReleaseNeeds, releaseMessages } from './release-messages.ts'
import { forgetOpening, startNextRun } from './remember-opening.ts'

type Needs = ReleaseNeeds & Pick<App, 'openings' | 'releases'>

/** How far a run has come: whether there is more to do, and the seconds to wait before that. */
export type Progress = { pages: number; more: boolean; pause: number }

/** A page has as many texts as the number sends in this time, within what one call of the function can do. */
const secondsOfPage = 30
const mostOfPage = 200

/**
 * A run's history may have 25,000 events (Step Functions quotas), and a page takes about ten, retries left out: then
 * another run goes on.
 */
const pagesOfRun = 1_000

/**
 * Releases the next page of an opening, and says how long to wait for the one after it: texts are released no faster
 * than the number may send them, or a reply written now would wait in the queue behind all of them.
 */
export const releaseOpening = async (app: Needs, run: OpeningRun, pagesBefore: number): Promise<Progress> => {
  const { workspace, numberId, minute: until } = run
  const began = app.clock.now()
  const [opening, number] = await Promise.all([
    app.openings.get(run, 'fresh'),
    app.numbers.get(workspace, numberId),
  ])
  const rate = number?.rate.segmentsPerSecond ?? 1
  const limit = pageSize(rate)
  const { segments, more } = await releaseMessages(app, { workspace, numberId, until, limit })
  const pages = pagesBefore + 1
  if (!more) await forgetOpening(app, opening)
  else if (pages >= pagesOfRun) await startNextRun(app, opening)
  const elapsed = (app.clock.now() - began) / 1000
  return { pages, more: more && pages < pagesOfRun, pause: Math.max(1, Math.ceil(segments / rate - elapsed)) }
}

const pageSize = (rate: BusinessNumber['rate']['segmentsPerSecond']): number =>
  Math.min(mostOfPage, Math.max(1, Math.floor(rate * secondsOfPage)))
