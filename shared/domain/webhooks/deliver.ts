import { wordsOf } from '../event-log/log-event.ts'
import type { EventPlace, LoggedEvent } from '../event-log/logged-event.ts'
import { isWritten } from '../retry-on-conflict.ts'
import {
  bodyFor,
  type DeliveryNeeds,
  keepAttempt,
  noteAnswer,
  post,
  probeOf,
  runBacklog,
  waitBy,
} from './attempt-delivery.ts'
import { sendBacklog } from './send-backlog.ts'
import type { JobOutcome, WebhookJob } from './webhook-delivery.ts'
import { isLeftForLater, type WebhookEndpoint } from './webhook-endpoint.ts'

const done: JobOutcome = {}

/** One job of the queue of deliveries; `received`: how often it has come, this time included. */
export const deliver = async (app: DeliveryNeeds, job: WebhookJob, received: number): Promise<JobOutcome> => {
  const endpoint = await app.webhookEndpoints.get(job.workspace, job.endpointId)
  if (!endpoint) return done
  switch (job.kind) {
    case 'event':
      if (isLeftForLater(endpoint, job.place)) return done
      return deliverEvent(app, endpoint, job, received)
    case 'retry':
      return deliverEvent(app, endpoint, job, received)
    case 'test':
      return sendTest(app, endpoint, job.place)
    case 'probe':
      return probe(app, endpoint)
    case 'backlog':
      return sendBacklog(app, endpoint, received)
  }
}

type EventJob = Extract<WebhookJob, { place: EventPlace }>

/**
 * A disabled endpoint gets nothing, and what is not kept any more cannot be sent. An event that comes again ends where a retry
 * by hand or a backlog has settled it meanwhile, and waits for its time where it came early, since something here failed after
 * the attempt was kept.
 */
const deliverEvent = async (
  app: DeliveryNeeds,
  endpoint: WebhookEndpoint,
  { kind, place }: EventJob,
  received: number,
): Promise<JobOutcome> => {
  if (endpoint.state === 'disabled') return done
  const event = await app.eventLog.at(endpoint.workspace, place)
  if (!event) return done
  const attempted = attemptedOf(endpoint, event)
  // Most events are taken at once: nothing is there before the first attempt.
  const known = received > 1 ? await app.webhookDeliveries.get(attempted) : undefined
  if (kind === 'event' && known && known.state !== 'waiting') return done
  const early = (known?.nextAt ?? 0) - app.clock.now()
  if (early > 0) return { again: early }
  const answer = await post(app, endpoint, { id: event.id, body: bodyFor(endpoint, event) })
  const again = await keepAttempt(app, attempted, answer, waitBy(answer), known)
  await noteAnswer(app, endpoint, answer, place)
  return { again }
}

const attemptedOf = ({ workspace, id }: WebhookEndpoint, { place, id: eventId, type }: LoggedEvent) => ({
  ...{ workspace, endpointId: id, place, eventId, type },
})

const pingOf = ({ workspace, id }: WebhookEndpoint, name: string, at: number) => {
  const event = { id: name, type: 'webhook.ping', at, workspace, data: { webhook_endpoint_id: id } }
  return { id: name, body: wordsOf(event, event.data) }
}

/** One attempt, whatever the state of the endpoint; it says nothing about that. */
const sendTest = async (
  app: DeliveryNeeds,
  endpoint: WebhookEndpoint,
  place: EventPlace,
): Promise<JobOutcome> => {
  const eventId = place.slice(place.indexOf('-') + 1)
  const answer = await post(app, endpoint, pingOf(endpoint, eventId, app.clock.now()))
  const { workspace, id: endpointId } = endpoint
  const attempted = { workspace, endpointId, place, eventId, type: 'webhook.ping' }
  await keepAttempt(app, attempted, answer, () => undefined)
  return done
}

/**
 * Asks a paused endpoint whether it is back; as long as it is not, it is asked again later. Where it is back already, whoever
 * found that may have died before what it missed was under way.
 */
const probe = async (app: DeliveryNeeds, endpoint: WebhookEndpoint): Promise<JobOutcome> => {
  if (endpoint.backlog) await runBacklog(app, endpoint)
  if (endpoint.state !== 'paused') return done
  const now = app.clock.now()
  const answer = await post(app, endpoint, pingOf(endpoint, `ping-${endpoint.id}-${now}`, now))
  const next = await noteAnswer(app, endpoint, answer)
  if (next?.state === 'paused') await isWritten(app.commit(probeOf(next, app.clock.now())))
  return done
}
