import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import { DomainError, notFound } from '../error.ts'
import { type EventPlace, eventsKeptFor, placeOf } from '../event-log/logged-event.ts'
import { sortableId, type WebhookEndpointId } from '../ids.ts'
import type { Timer } from '../timers/timer.ts'
import { runBacklog } from './attempt-delivery.ts'
import { loadEndpoint } from './load-endpoint.ts'
import { type WebhookEndpoint, withBacklog } from './webhook-endpoint.ts'

type Needs = Pick<App, 'webhookEndpoints' | 'webhookQueue'>

/** Sends an endpoint one event that is made up for it, and gives the place of the delivery. Throws `not_found`, `forbidden`. */
export const testEndpoint = async (
  app: Needs & Pick<App, 'clock' | 'randomId'>,
  principal: Principal,
  id: WebhookEndpointId,
): Promise<EventPlace> => {
  const { workspace } = await loadEndpoint(app, principal, id)
  const now = app.clock.now()
  const place = placeOf(now, sortableId('ping', now, app.randomId))
  await app.webhookQueue.send([{ kind: 'test', workspace, endpointId: id, place }])
  return place
}

/** Has an event sent once more, at once. Throws `endpoint_disabled`, `not_found`, `forbidden`. */
export const retryDelivery = async (
  app: Needs & Pick<App, 'eventLog' | 'webhookDeliveries'>,
  principal: Principal,
  endpointId: WebhookEndpointId,
  place: EventPlace,
): Promise<void> => {
  const endpoint = await loadEndpoint(app, principal, endpointId)
  const { workspace } = endpoint
  if (!(await app.webhookDeliveries.get({ workspace, endpointId, place }))) throw notFound('delivery')
  if (!(await app.eventLog.at(workspace, place))) throw notFound('event')
  requireEnabled(endpoint)
  await app.webhookQueue.send([{ kind: 'retry', workspace, endpointId, place }])
}

/**
 * Has the events of a time sent once more, in their order, whether they were taken or not; of the last thirty days. Throws
 * `validation_failed` where the time ends before it begins, `endpoint_disabled`, `not_found`, `forbidden`.
 */
export const replayEvents = async (
  app: Needs & EditNeeds,
  principal: Principal,
  id: WebhookEndpointId,
  { from, to }: { from: number; to: number },
): Promise<WebhookEndpoint> => {
  if (to < from) throw endsEarly
  const kept = Math.max(from, app.clock.now() - eventsKeptFor)
  const next = await editRecord(app, {
    read: () => loadEndpoint(app, principal, id),
    change: (endpoint) => {
      requireEnabled(endpoint)
      return withBacklog(endpoint, String(kept), String(Math.max(to, kept)))
    },
  })
  await runBacklog(app, next)
  return next
}

const detail = 'This must not be before "from".'
const endsEarly = new DomainError('validation_failed', detail, { errors: [{ path: 'to', detail }] })

const requireEnabled = ({ state }: WebhookEndpoint): void => {
  if (state !== 'disabled') return
  throw new DomainError('endpoint_disabled', 'The endpoint is disabled: enable it first.')
}

/** Has a paused endpoint asked whether it is back. */
export const askProbe = ({ webhookQueue }: Pick<App, 'webhookQueue'>, { workspace, subject }: Timer) =>
  webhookQueue.send([{ kind: 'probe', workspace, endpointId: subject as WebhookEndpointId }])
