import { times } from '#wiring/times.ts'
import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { loadChangedConversation } from '../conversations/changed-conversation.ts'
import { ConflictError } from '../error.ts'
import type { MessageId } from '../ids.ts'
import { type OutboundMessage, withParts } from '../messages/message.ts'
import { isLate } from '../messages/overdue.ts'
import { withdrawn, withoutWaiting } from '../messages/withdrawn.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { isAttemptOver } from '../threads/attempt.ts'
import type { Thread } from '../threads/thread.ts'
import { isToCome } from '../time.ts'
import { type HeldNeeds, loadDecidable, notHeld } from './load-held.ts'

type Needs = HeldNeeds & Pick<App, 'threads'>

/**
 * Withdraws a held text, or one that waits in the queue for too long. Where its release or the carrier comes first it is too
 * late: `message_not_held`. Throws `not_found`, `forbidden`.
 */
export const cancelHeld = (app: Needs, principal: Principal, id: MessageId): Promise<OutboundMessage> =>
  retryOnConflict(app, async (reading) => {
    const now = app.clock.now()
    const message = await loadDecidable(
      app,
      principal,
      id,
      (one) => one.status === 'held' || isLate(one, now),
    )
    const held = message.status === 'held'
    const canceled = held ? withdrawn(message) : withParts(message, withoutWaiting(message), now)
    const stopped = held ? [] : [await stopSending(app, message, now)]
    const changed = await loadChangedConversation(app, message, canceled, reading)
    await app.commit(canceled, ...stopped, ...changed)
    return asStored(canceled)
  })

/**
 * The thread on which no other request begins for as long as send-part runs: one that has read the text before it was
 * withdrawn reads it again. Throws `message_not_held` while a request is under way.
 */
const stopSending = async (app: Needs, message: OutboundMessage, now: number): Promise<Thread> => {
  const thread = await app.threads.byPhone(message.workspace, message.to, 'fresh')
  if (!thread) throw new ConflictError([])
  const { sending, stopRequestedUntil = 0 } = thread
  const running = sending && isToCome(sending.until, now, times.attempt)
  if (running && !(await isAttemptOver(app, thread, sending))) throw notHeld(message)
  return { ...thread, stopRequestedUntil: Math.max(stopRequestedUntil, now + times.attempt) }
}
