import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Push } from '#domain/pushes/push.ts'
import type { PushSubscription } from '#domain/pushes/push-subscription.ts'
import { agentPartition } from './conversation.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const subscriptionKeys = ({
  workspace,
  agentId,
  id,
}: Pick<PushSubscription, 'workspace' | 'agentId' | 'id'>): Keys => ({
  pk: agentPartition(workspace, agentId),
  sk: `push#${id}`,
})

export const pushSubscriptionRecord = declareRecord({
  kind: 'push_subscription',
  place: { pk: '<workspace>#agent#<agentId>', sk: 'push#<id>' },
  keys: subscriptionKeys,
  personal: ['endpoint', 'p256dh', 'auth'],
  schema: () =>
    recordOf('push_subscription', {
      agentId: ids.agent(),
      id: ids.pushSubscription(),
      endpoint: z.string(),
      p256dh: z.string(),
      auth: z.string(),
      createdAt: z.number(),
    }),
})

export const pushSubscriptionStore = (table: Table): App['pushSubscriptions'] => ({
  get: (workspace, agentId, id) =>
    getRecord(table, [pushSubscriptionRecord], subscriptionKeys({ workspace, agentId, id }), 'fresh'),
  list: async (workspace, agentId) => {
    const query = { partition: agentPartition(workspace, agentId), from: 'push#', to: 'push#~' }
    const found = await queryRecords(table, [pushSubscriptionRecord], { ...query, reading: 'fresh' })
    return found.map(({ record }) => record)
  },
})

const pushKeys = ({ workspace, id }: Pick<Push, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#push#${id}`,
  sk: 'push',
})

export const pushRecord = declareRecord({
  kind: 'push',
  place: { pk: '<workspace>#push#<id>', sk: 'push' },
  keys: pushKeys,
  personal: ['title', 'body'],
  keptFor: 'a day',
  schema: () =>
    recordOf('push', {
      id: ids.push(),
      agentId: ids.agent(),
      subscriptionId: ids.pushSubscription(),
      title: z.string(),
      body: z.string(),
      tag: z.string(),
      path: z.string(),
      status: z.enum(['queued', 'sent', 'gone', 'failed']),
      attempts: z.number(),
      triedAt: z.optional(z.number()),
      createdAt: z.number(),
      expiresAt: z.number(),
    }),
})

export const pushStore = (table: Table): App['pushes'] => ({
  get: (workspace, id) => getRecord(table, [pushRecord], pushKeys({ workspace, id }), 'fresh'),
})
