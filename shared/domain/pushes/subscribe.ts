import { type Principal, requirePerson } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError, notFound } from '../error.ts'
import type { PushSubscriptionId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { mostSubscriptions, type PushSubscription, pushSubscriptionId } from './push-subscription.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'pushServices' | 'pushSubscriptions'>
type Browser = Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth'>
type Subscribed = { subscription: PushSubscription; created: boolean }

const onlyPeople = 'Only people have devices.'

/**
 * Has a browser of the asking agent take pushes. Safe to repeat; keys that the browser renewed take the place of those before.
 * Throws `push_service_unknown`, `forbidden` for programs.
 */
export const subscribe = async (app: Needs, principal: Principal, browser: Browser): Promise<Subscribed> => {
  const { workspace, id: agentId } = requirePerson(principal, onlyPeople)
  if (!app.pushServices.isKnown(browser.endpoint))
    throw new DomainError('push_service_unknown', 'The endpoint is not one of a push service that is known.')
  const id = await pushSubscriptionId(browser.endpoint)
  return retryOnConflict(app, async () => {
    const all = await app.pushSubscriptions.list(workspace, agentId)
    const known = all.find((one) => one.id === id)
    if (known && known.p256dh === browser.p256dh && known.auth === browser.auth)
      return { subscription: known, created: false }
    const added = { kind: 'push_subscription', workspace, agentId, id, version: 0 } as const
    const next: PushSubscription = { createdAt: app.clock.now(), ...added, ...known, ...browser }
    await app.commit(next, ...(known ? [] : tooOld(all).map((one) => ({ remove: one }))))
    return { subscription: asStored(next), created: !known }
  })
}

/** Those that leave room for one more. */
const tooOld = (all: PushSubscription[]): PushSubscription[] =>
  all.toSorted((a, b) => b.createdAt - a.createdAt).slice(mostSubscriptions - 1)

/** Those of the asking agent, oldest first. Throws `forbidden` for programs. */
export const listSubscriptions = async (
  app: Pick<App, 'pushSubscriptions'>,
  principal: Principal,
): Promise<PushSubscription[]> => {
  const { workspace, id } = requirePerson(principal, onlyPeople)
  const all = await app.pushSubscriptions.list(workspace, id)
  return all.toSorted((a, b) => a.createdAt - b.createdAt)
}

/** Ends the pushes to a browser of the asking agent. Throws `not_found`, `forbidden` for programs. */
export const unsubscribe = (app: Needs, principal: Principal, id: PushSubscriptionId): Promise<void> => {
  const { workspace, id: agentId } = requirePerson(principal, onlyPeople)
  return retryOnConflict(app, async () => {
    const known = await app.pushSubscriptions.get(workspace, agentId, id)
    if (!known) throw notFound('push subscription')
    await app.commit({ remove: known })
  })
}
