import { times } from '#wiring/times.ts'
import type { App, Reading } from '../app.ts'
import { ConflictError } from '../error.ts'
import { isToCome } from '../time.ts'
import { isAttemptOver } from './attempt.ts'
import type { Thread } from './thread.ts'

/**
 * No opt-out is stored while a request to the carrier may be under way: once it is stored, nothing reaches the carrier.
 * Asks that no other request begins, then throws a ConflictError: the caller reads and decides again, or the queue brings
 * the text again. A caller that has lost a race already (`reading` is fresh) asks in any case, so that a long queue of texts
 * does not keep it from its turn.
 */
export const requireNoAttempt = async (
  app: Pick<App, 'clock' | 'commit' | 'messages'>,
  thread: Thread,
  reading: Reading,
): Promise<void> => {
  const now = app.clock.now()
  const { sending } = thread
  if (!sending || !isToCome(sending.until, now, times.attempt)) return
  const asked = stopRequested(thread, now)
  const hurried = reading === 'fresh' && !asked
  if (!hurried && (await isAttemptOver(app, thread, sending))) return
  if (!asked) await app.commit({ ...thread, stopRequestedUntil: now + times.stopRequest })
  throw new ConflictError([])
}

/** Whether an opt-out waits to be stored, so that nothing may be sent. */
export const stopRequested = ({ stopRequestedUntil }: Thread, now: number): boolean =>
  stopRequestedUntil !== undefined && isToCome(stopRequestedUntil, now, times.stopRequest)
