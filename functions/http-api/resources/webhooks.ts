import type { BaseApp } from '#adapters/app.ts'
import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/webhooks.ts'
import type { App } from '#domain/app.ts'
import { listEvents } from '#domain/event-log/list-events.ts'
import { replayEvents, retryDelivery, testEndpoint } from '#domain/webhooks/ask-delivery.ts'
import {
  createEndpoint,
  deleteEndpoint,
  disableEndpoint,
  editEndpoint,
  enableEndpoint,
  rotateSecret,
} from '#domain/webhooks/edit-endpoint.ts'
import { listDeliveries, listEndpoints, loadEndpoint } from '#domain/webhooks/load-endpoint.ts'
import type { WebhookDelivery } from '#domain/webhooks/webhook-delivery.ts'
import type { WebhookEndpoint } from '#domain/webhooks/webhook-endpoint.ts'
import { camelCased, instant } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime, presentPage, time } from './present.ts'

type Operations = typeof contract.webhookOperations

/**
 * An app that may also keep the secrets of endpoints and ask for deliveries, and do what macros say. `portalUrl`: where the portal
 * is, without a slash at its end.
 */
export type AutomationApp = BaseApp &
  Pick<App, 'files' | 'renderer' | 'webhookAddresses' | 'webhookQueue' | 'webhookSecrets'> & {
    portalUrl: string
  }

export const webhookRoutes: Routes<Operations, AutomationApp> = {
  createWebhookEndpoint: async ({ app, principal, body }) =>
    presentWithSecret(await createEndpoint(app, principal, factsOf(body))),
  listWebhookEndpoints: async ({ app, principal }) =>
    presentPage(await listEndpoints(app, principal), presentEndpoint),
  getWebhookEndpoint: async ({ app, principal, params }) =>
    presentEndpoint(await loadEndpoint(app, principal, params.id)),
  editWebhookEndpoint: async ({ app, principal, params, body, seen }) =>
    presentEndpoint(await editEndpoint(app, principal, params.id, factsOf(body), seen)),
  deleteWebhookEndpoint: async ({ app, principal, params, seen }) => {
    await deleteEndpoint(app, principal, params.id, seen)
    return undefined
  },
  rotateWebhookSecret: async ({ app, principal, params }) =>
    presentWithSecret(await rotateSecret(app, principal, params.id)),
  enableWebhookEndpoint: async ({ app, principal, params }) =>
    presentEndpoint(await enableEndpoint(app, principal, params.id)),
  disableWebhookEndpoint: async ({ app, principal, params }) =>
    presentEndpoint(await disableEndpoint(app, principal, params.id)),
  testWebhookEndpoint: async ({ app, principal, params }) => ({
    delivery_id: deliveryId(await testEndpoint(app, principal, params.id)),
  }),
  replayWebhookEvents: async ({ app, principal, params, body: { from, to } }) => {
    const times = { from: instant(from), to: instant(to) }
    return presentEndpoint(await replayEvents(app, principal, params.id, times))
  },
  listWebhookDeliveries: async ({ app, principal, params, query }) =>
    presentPage(await listDeliveries(app, principal, params.id, query), presentDelivery),
  retryWebhookDelivery: async ({ app, principal, params }) => {
    await retryDelivery(app, principal, params.id, params.delivery_id.slice(4))
    return undefined
  },
  listEvents: async ({ app, principal, query: { types, ...query } }) => {
    const page = await listEvents(app, principal, { ...query, types: types?.split(',') })
    const data = page.events.map(({ thin }) => JSON.parse(thin))
    return { data, has_more: page.hasMore, cursor: page.cursor }
  },
}

/** The same type is told once. */
const factsOf = <B extends { event_types?: string[] | undefined }>(body: B) => {
  const facts = camelCased(body)
  return { ...facts, ...(body.event_types && { eventTypes: [...new Set(body.event_types)] }) }
}

type Presented = Shape<Operations['getWebhookEndpoint']['response']>

const presentEndpoint = (endpoint: WebhookEndpoint): Presented => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  event_types: endpoint.eventTypes as Presented['event_types'],
  payload: endpoint.payload,
  number_ids: endpoint.numberIds,
  event_version: endpoint.eventVersion,
  state: endpoint.state,
  disabled_reason: endpoint.disabledReason,
  failing_since: optionalTime(endpoint.failingSince),
  replaying: endpoint.backlog !== undefined,
  created_at: time(endpoint.createdAt),
  version: endpoint.version,
})

const presentWithSecret = ({ endpoint, secret }: { endpoint: WebhookEndpoint; secret: string }) => ({
  ...presentEndpoint(endpoint),
  secret,
})

const deliveryId = (place: string) => `whd_${place}` as const

const presentDelivery = (
  delivery: WebhookDelivery,
): Shape<Operations['listWebhookDeliveries']['response']>['data'][number] => ({
  id: deliveryId(delivery.place),
  event_id: delivery.eventId,
  type: delivery.type,
  state: delivery.state,
  attempts: delivery.attempts,
  at: time(delivery.at),
  next_at: optionalTime(delivery.nextAt),
  status: delivery.status,
  problem: delivery.problem,
  duration_ms: delivery.duration,
  answer: delivery.answer,
})
