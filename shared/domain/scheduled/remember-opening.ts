import type { App, Reading } from '../app.ts'
import { ConflictError } from '../error.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { minute } from '../time.ts'
import type { Opening, OpeningRun } from './opening.ts'

/** How often it is written that a text was held for an opening. */
const touchedEvery = minute
/** Longer than that, and than the index takes to show a text that was held: then nothing can have been overlooked. */
const quietFor = 3 * minute

/** Remembers that texts are held for an opening. Gives it as it is stored. */
export const rememberOpening = (
  app: Pick<App, 'clock' | 'commit' | 'openings'>,
  facts: Omit<OpeningRun, 'run'>,
): Promise<Opening> =>
  retryOnConflict(app, async (reading: Reading) => {
    const known = await app.openings.get(facts, reading)
    const now = app.clock.now()
    if (known && known.touchedAt > now - touchedEvery) return known
    const opening: Opening = {
      ...(known ?? { kind: 'opening', ...facts, run: 1, version: 0 }),
      touchedAt: now,
    }
    await app.commit(opening)
    return { ...opening, version: opening.version + 1 }
  })

/** Forgets an opening, read before it was seen that nothing is held for it, unless that may have been overlooked. */
export const forgetOpening = async (
  app: Pick<App, 'clock' | 'commit'>,
  opening: Opening | undefined,
): Promise<void> => {
  if (!opening || opening.touchedAt > app.clock.now() - quietFor) return
  await app.commit({ remove: opening }).catch(ignoreConflict)
}

/** Begins another run of an opening whose last one has ended, once. */
export const startNextRun = async (
  app: Pick<App, 'commit' | 'releases'>,
  opening: Opening | undefined,
): Promise<void> => {
  if (!opening) return
  const next = { ...opening, run: opening.run + 1 }
  await app.commit(next).catch(ignoreConflict)
  await app.releases.start(next)
}

const ignoreConflict = (error: unknown): void => {
  if (!(error instanceof ConflictError)) throw error
}
