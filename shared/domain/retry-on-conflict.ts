import type { App, Reading } from './app.ts'
import { ConflictError, DomainError } from './error.ts'

export const attempts = 12

/** At most so many milliseconds. */
export const pauseAfter = (tried: number): number => Math.min(500, 10 * 2 ** tried)

/**
 * Runs a use case again when another writer was faster: it reads anew and decides anew. The first reading may be
 * `cached`, which is cheap and will nearly always do: a refusal never rests on it, for it may not know yet what the
 * asker did a moment ago. After twelve lost races the ConflictError is the caller's.
 */
export const retryOnConflict = async <T>(
  app: Pick<App, 'clock'>,
  attempt: (reading: Reading) => Promise<T>,
): Promise<T> => {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt(tried === 1 ? 'cached' : 'fresh')
    } catch (error) {
      if (tried === 1 && error instanceof DomainError) continue
      if (!(error instanceof ConflictError) || tried === attempts) throw error
      await app.clock.pause(pauseAfter(tried))
    }
  }
}

/** Whether a write was made: false where another writer was faster, for callers that need not write once more. */
export const isWritten = async (write: Promise<void>): Promise<boolean> => {
  try {
    await write
    return true
  } catch (error) {
    if (error instanceof ConflictError) return false
    throw error
  }
}
