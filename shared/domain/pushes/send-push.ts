import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import type { PushId, WorkspaceId } from '../ids.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { isToCome } from '../time.ts'
import { mostAttempts, type Push, worthTelling } from './push.ts'
import type { PushSubscription } from './push-subscription.ts'

/** `gone`: nobody takes pushes there any more. `later`: another attempt may help. */
export type PushOutcome = { outcome: 'taken' } | { outcome: 'gone' | 'later'; code: string }

/** What the work on pushes needs beside the stores. */
export type PushPorts = {
  /** Hands a push to the push service, once. `seconds`: how long that may keep it for a browser that is away. */
  handOver(push: Push, subscription: PushSubscription, seconds: number): Promise<PushOutcome>
}

type Needs = Pick<App, 'clock' | 'commit' | 'log' | 'pushes' | 'pushSubscriptions'> & PushPorts

/**
 * Hands a push to the push service of its browser. Each attempt is written before it is made, so that of an event that comes
 * twice one makes it. One that was cut off is made again: the browser shows a second push of the same tag in place of the
 * first. Gives `again` where it has to come once more.
 */
export const sendPush = async (
  app: Needs,
  workspace: WorkspaceId,
  id: PushId,
): Promise<'again' | undefined> => {
  const push = await app.pushes.get(workspace, id)
  if (push?.status !== 'queued') return undefined
  const now = app.clock.now()
  if (isUnderWay(push, now)) return 'again'
  if (push.attempts >= mostAttempts || now - push.createdAt > worthTelling) return settle(app, push, 'failed')
  const subscription = await app.pushSubscriptions.get(workspace, push.agentId, push.subscriptionId)
  if (!subscription) return settle(app, push, 'gone')
  const attempt = { ...push, attempts: push.attempts + 1, triedAt: now }
  if (!(await isWritten(app.commit(attempt)))) return 'again'
  const seconds = Math.ceil((push.createdAt + worthTelling - now) / 1000)
  const result = await app.handOver(attempt, subscription, seconds)
  return end(app, { ...attempt, version: attempt.version + 1 }, subscription, result)
}

/** Whoever makes an attempt ends it; one that was cut off never ends. */
const isUnderWay = ({ triedAt }: Push, now: number): boolean =>
  triedAt !== undefined && isToCome(triedAt + times.pushAttempt, now, times.pushAttempt)

const end = async (
  app: Needs,
  attempt: Push,
  subscription: PushSubscription,
  result: PushOutcome,
): Promise<'again' | undefined> => {
  const { triedAt: _, ...over } = attempt
  if (result.outcome === 'taken') return settle(app, over, 'sent')
  const { workspace, id, attempts } = attempt
  app.log.warn('a push was not taken', { workspace, pushId: id, attempts, ...result })
  if (result.outcome === 'gone') return forget(app, over, subscription)
  if (attempts >= mostAttempts) return settle(app, over, 'failed')
  await isWritten(app.commit(over))
  return 'again'
}

/** A browser that has renewed its keys meanwhile is tried again with them. */
const forget = async (
  app: Needs,
  push: Push,
  subscription: PushSubscription,
): Promise<'again' | undefined> => {
  if (await isWritten(app.commit({ ...push, status: 'gone' }, { remove: subscription }))) return undefined
  await isWritten(app.commit(push))
  return 'again'
}

/** Whoever wrote it in between knows better. */
const settle = async (app: Needs, push: Push, status: Push['status']): Promise<undefined> => {
  await isWritten(app.commit({ ...push, status }))
}
