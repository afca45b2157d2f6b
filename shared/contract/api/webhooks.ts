import * as z from 'zod/mini'
import { outgoingTypes } from '../events/outgoing.ts'
import type { Operation } from './operation.ts'
import {
  later,
  moment,
  named,
  numberId,
  page,
  pageQuery,
  text,
  timestamp,
  webhookDeliveryId,
  webhookEndpointId,
  words,
} from './shapes.ts'

const eventType = named('OutgoingEventType', () => z.enum(outgoingTypes))

/** What both a request and an answer have. */
const facts = () => ({
  event_types: z.array(eventType()).check(z.minLength(1), z.maxLength(outgoingTypes.length)),
  payload: z.enum(['full', 'thin']),
})

const url = later(() => text(2_000))
const numberIds = () => z.array(numberId).check(z.minLength(1), z.maxLength(100))

const endpoint = () => ({
  id: webhookEndpointId,
  url: z.string(),
  description: z.optional(z.string()),
  ...facts(),
  number_ids: z.optional(z.array(numberId)),
  event_version: z.string(),
  state: z.enum(['active', 'failing', 'paused', 'disabled']),
  disabled_reason: z.optional(z.enum(['by_hand', 'gone', 'unreachable'])),
  failing_since: z.optional(timestamp),
  replaying: z.boolean(),
  created_at: timestamp,
  version: z.int(),
})

const webhookEndpoint = named('WebhookEndpoint', () => z.object(endpoint()))

/** Shown once. */
const endpointWithSecret = named('WebhookEndpointWithSecret', () =>
  z.object({ ...endpoint(), secret: z.string() }),
)

const delivery = named('WebhookDelivery', () =>
  z.object({
    id: webhookDeliveryId,
    event_id: z.string(),
    type: z.string(),
    state: z.enum(['delivered', 'waiting', 'failed']),
    attempts: z.int(),
    at: timestamp,
    next_at: z.optional(timestamp),
    status: z.optional(z.int()),
    problem: z.optional(z.enum(['timeout', 'address_not_allowed', 'no_connection'])),
    duration_ms: z.int(),
    answer: z.optional(z.string()),
  }),
)

/** As it is posted to endpoints that take ids only. */
const outgoingEvent = named('OutgoingEvent', () =>
  z.object({
    id: z.string(),
    type: eventType(),
    at: timestamp,
    workspace: z.string(),
    version: z.string(),
    data: z.looseObject({}),
  }),
)

const eventFeed = named('EventFeed', () =>
  z.object({ data: z.array(outgoingEvent()), has_more: z.boolean(), cursor: z.string() }),
)

const typeList = later(() =>
  text(1_000).check(
    z.refine((list) => list.split(',').every((type) => (outgoingTypes as readonly string[]).includes(type)), {
      error: 'This must be types of events, with commas between them.',
    }),
  ),
)

const one = () => z.object({ id: webhookEndpointId })
const manage = { scope: 'manage', role: 'admin' } as const

export const webhookOperations = {
  createWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook_endpoints',
    summary: 'Add an address that is told of events',
    ...manage,
    body: () =>
      z.strictObject({
        url,
        description: z.optional(words(200)),
        event_types: facts().event_types,
        payload: z._default(facts().payload, 'thin'),
        number_ids: z.optional(numberIds()),
      }),
    response: endpointWithSecret,
    status: 201,
  },
  listWebhookEndpoints: {
    method: 'GET',
    path: '/v1/webhook_endpoints',
    summary: 'The addresses that are told of events, oldest first',
    ...manage,
    response: page(webhookEndpoint),
    status: 200,
  },
  getWebhookEndpoint: {
    method: 'GET',
    path: '/v1/webhook_endpoints/{id}',
    summary: 'One address that is told of events',
    ...manage,
    params: one,
    response: webhookEndpoint,
    status: 200,
  },
  editWebhookEndpoint: {
    method: 'PATCH',
    path: '/v1/webhook_endpoints/{id}',
    summary: 'Edit where an endpoint is, and what it is told',
    ...manage,
    params: one,
    body: () =>
      z.strictObject({
        ...z.partial(z.strictObject({ url, ...facts() })).def.shape,
        description: z.optional(z.nullable(words(200))),
        number_ids: z.optional(z.nullable(numberIds())),
      }),
    ifMatch: 'required',
    response: webhookEndpoint,
    status: 200,
  },
  deleteWebhookEndpoint: {
    method: 'DELETE',
    path: '/v1/webhook_endpoints/{id}',
    summary: 'Forget an endpoint and its secret',
    ...manage,
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/v1/webhook_endpoints/{id}/rotate',
    summary: 'Give an endpoint a new secret; for a day both sign',
    ...manage,
    params: one,
    response: endpointWithSecret,
    status: 200,
  },
  enableWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook_endpoints/{id}/enable',
    summary: 'Send a disabled endpoint events again',
    ...manage,
    params: one,
    response: webhookEndpoint,
    status: 200,
  },
  disableWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook_endpoints/{id}/disable',
    summary: 'Send an endpoint nothing until it is enabled',
    ...manage,
    params: one,
    response: webhookEndpoint,
    status: 200,
  },
  testWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook_endpoints/{id}/test',
    summary: 'Send an endpoint an event that is made up',
    ...manage,
    params: one,
    response: () => z.object({ delivery_id: webhookDeliveryId }),
    status: 202,
  },
  replayWebhookEvents: {
    method: 'POST',
    path: '/v1/webhook_endpoints/{id}/replay',
    summary: 'Send an endpoint the events of a time once more',
    ...manage,
    params: one,
    body: () => z.strictObject({ from: moment, to: moment }),
    response: webhookEndpoint,
    status: 202,
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/v1/webhook_endpoints/{id}/deliveries',
    summary: 'What became of events at an endpoint, newest event first',
    ...manage,
    params: one,
    query: () => z.object(pageQuery),
    response: page(delivery),
    status: 200,
  },
  retryWebhookDelivery: {
    method: 'POST',
    path: '/v1/webhook_endpoints/{id}/deliveries/{delivery_id}/retry',
    summary: 'Send an endpoint an event once more, at once',
    ...manage,
    params: () => z.object({ id: webhookEndpointId, delivery_id: webhookDeliveryId }),
    response: () => z.undefined(),
    status: 204,
  },
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    summary: 'What happened, oldest first',
    scope: 'read',
    role: 'admin',
    query: () =>
      z.object({
        after: z.optional(text(500)),
        types: z.optional(typeList),
        limit: later(() => z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 100)),
      }),
    response: eventFeed,
    status: 200,
  },
} as const satisfies Record<string, Operation>
