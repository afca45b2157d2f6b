import type { BaseApp } from '#adapters/app.ts'
import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/push-subscriptions.ts'
import type { App } from '#domain/app.ts'
import type { PushSubscription } from '#domain/pushes/push-subscription.ts'
import { listSubscriptions, subscribe, unsubscribe } from '#domain/pushes/subscribe.ts'
import { asCreated } from '../edge/created.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.pushSubscriptionOperations

/** An app that knows where pushes may go. */
export type PushApp = BaseApp & Pick<App, 'pushServices'>

export const pushSubscriptionRoutes: Routes<Operations, PushApp> = {
  createPushSubscription: async ({ app, principal, body: { endpoint, keys } }) => {
    const { subscription, created } = await subscribe(app, principal, { endpoint, ...keys })
    const presented = presentSubscription(subscription)
    return created ? asCreated(presented) : presented
  },
  listPushSubscriptions: async ({ app, principal }) =>
    presentPage({ records: await listSubscriptions(app, principal) }, presentSubscription),
  deletePushSubscription: async ({ app, principal, params }) => {
    await unsubscribe(app, principal, params.id)
    return undefined
  },
}

/** Without its keys: nobody but the browser and the push service has a use for them. */
const presentSubscription = ({
  id,
  endpoint,
  createdAt,
}: PushSubscription): Shape<Operations['createPushSubscription']['response']> => ({
  id,
  endpoint,
  created_at: time(createdAt),
})
