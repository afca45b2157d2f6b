import type { App, Reading } from '../app.ts'
import { isWritten, retryOnConflict } from '../retry-on-conflict.ts'
import { minute } from '../time.ts'
import type { Opening, OpeningRun } from './opening.ts'

/** The opening is written at most this often, however many texts are held for it. */
const touchedEvery = minute
/** Longer than `touchedEvery`, and than the index takes to show a held text: then no text can have been overlooked. */
const quietFor = 3 * minute

/** Remembers that texts are held for an opening. Gives the opening as it is stored. */
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

/**
 * Forgets an opening that has no held texts left, unless one may have been overlooked: the opening must have been read
 * before the search for held texts found none.
 */
export const forgetOpening = async (
  app: Pick<App, 'clock' | 'commit'>,
  opening: Opening | undefined,
): Promise<void> => {
  if (!opening || opening.touchedAt > app.clock.now() - quietFor) return
  await isWritten(app.commit({ remove: opening }))
}

/** Begins another run of an opening whose last run has ended. Two callers begin one run. */
export const startNextRun = async (
  app: Pick<App, 'commit' | 'releases'>,
  opening: Opening | undefined,
): Promise<void> => {
  if (!opening) return
  const next = { ...opening, run: opening.run + 1 }
  await isWritten(app.commit(next))
  await app.releases.start(next)
}
