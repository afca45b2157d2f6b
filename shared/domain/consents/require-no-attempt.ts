import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import { ConflictError } from '../error.ts'
import type { Thread } from '../threads/thread.ts'

/**
 * No opt-out is stored while a request to the carrier may be under way: once it is stored, nothing reaches the carrier.
 * Asks that no other request begins, then throws a ConflictError: the caller reads and decides again, a queue after it.
 */
export const requireNoAttempt = async (app: Pick<App, 'clock' | 'commit'>, thread: Thread): Promise<void> => {
  const now = app.clock.now()
  if (!thread.sending || thread.sending.until <= now) return
  if (!stopRequested(thread, now))
    await app.commit({ ...thread, stopRequestedUntil: now + times.stopRequest })
  throw new ConflictError([])
}

/** Whether an opt-out waits to be stored, so that nothing may be sent. */
export const stopRequested = ({ stopRequestedUntil }: Thread, now: number): boolean =>
  stopRequestedUntil !== undefined && stopRequestedUntil > now
