import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { WebhookEndpointId, WorkspaceId } from '#domain/ids.ts'
import { deliveryProblems, deliveryStates, type WebhookDelivery } from '#domain/webhooks/webhook-delivery.ts'
import {
  disabledReasons,
  mostEndpoints,
  type WebhookEndpoint,
  webhookStates,
} from '#domain/webhooks/webhook-endpoint.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const endpointKeys = ({ workspace, id }: Pick<WebhookEndpoint, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#webhook_endpoints`,
  sk: id,
})

export const webhookEndpointRecord = declareRecord({
  kind: 'webhook_endpoint',
  place: { pk: '<workspace>#webhook_endpoints', sk: '<id>' },
  keys: endpointKeys,
  personal: [],
  schema: () =>
    recordOf('webhook_endpoint', {
      id: ids.webhookEndpoint(),
      url: z.string(),
      description: z.optional(z.string()),
      eventTypes: z.array(z.string()),
      numberIds: z.optional(z.array(ids.number())),
      payload: z.enum(['full', 'thin']),
      eventVersion: z.string(),
      state: z.enum(webhookStates),
      disabledReason: z.optional(z.enum(disabledReasons)),
      failures: z.number(),
      failingSince: z.optional(z.number()),
      failingFrom: z.optional(z.string()),
      missedFrom: z.optional(z.string()),
      backlog: z.optional(stored({ from: z.string(), to: z.string() })),
      secretAt: z.number(),
      createdAt: z.number(),
    }),
})

const deliveryKeys = ({
  workspace,
  endpointId,
  place,
}: Pick<WebhookDelivery, 'workspace' | 'endpointId' | 'place'>): Keys => ({
  pk: deliveryPartition(workspace, endpointId),
  sk: place,
})

const deliveryPartition = (workspace: WorkspaceId, endpointId: WebhookEndpointId): string =>
  `${workspace}#webhook_deliveries#${endpointId}`

export const webhookDeliveryRecord = declareRecord({
  kind: 'webhook_delivery',
  place: { pk: '<workspace>#webhook_deliveries#<endpointId>', sk: '<place>' },
  keys: deliveryKeys,
  personal: ['answer'],
  keptFor: '30 days',
  schema: () =>
    recordOf('webhook_delivery', {
      endpointId: ids.webhookEndpoint(),
      place: z.string(),
      eventId: z.string(),
      type: z.string(),
      state: z.enum(deliveryStates),
      attempts: z.number(),
      tries: z.optional(z.number()),
      at: z.number(),
      nextAt: z.optional(z.number()),
      status: z.optional(z.number()),
      problem: z.optional(z.enum(deliveryProblems)),
      duration: z.number(),
      answer: z.optional(z.string()),
      expiresAt: z.number(),
    }),
})

export const webhookEndpointStore = (table: Table): App['webhookEndpoints'] => ({
  get: (workspace, id) => getRecord(table, [webhookEndpointRecord], endpointKeys({ workspace, id }), 'fresh'),
  list: async (workspace, reading) => {
    const partition = `${workspace}#webhook_endpoints`
    const range = { partition, limit: mostEndpoints * 2, reading }
    const found = await queryRecords(table, [webhookEndpointRecord], range)
    return found.map(({ record }) => record)
  },
})

export const webhookDeliveryStore = (table: Table): App['webhookDeliveries'] => ({
  get: (of) => getRecord(table, [webhookDeliveryRecord], deliveryKeys(of), 'fresh'),
  page: (workspace, id, { from, limit }) =>
    queryRecords(table, [webhookDeliveryRecord], {
      partition: deliveryPartition(workspace, id),
      to: from,
      limit,
      newestFirst: true,
    }),
})
