import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { named, page, pushSubscriptionId, text, timestamp } from './shapes.ts'

const pushSubscription = named('PushSubscription', () =>
  z.object({ id: pushSubscriptionId, endpoint: z.string(), created_at: timestamp }),
)

/** As browsers give them: an uncompressed point of P-256, and sixteen bytes (RFC 8291, 2). */
const keys = () =>
  z.strictObject({
    p256dh: z.string().check(z.regex(/^B[A-Za-z0-9_-]{86}=?$/)),
    auth: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}(==)?$/)),
  })

export const pushSubscriptionOperations = {
  createPushSubscription: {
    method: 'POST',
    path: '/v1/me/push_subscriptions',
    summary: 'Have a browser take pushes',
    scope: 'manage',
    body: () => z.strictObject({ endpoint: text(1000), keys: keys() }),
    response: pushSubscription,
    status: 200,
    creates: true,
  },
  listPushSubscriptions: {
    method: 'GET',
    path: '/v1/me/push_subscriptions',
    summary: 'The own browsers that take pushes',
    scope: 'read',
    response: page(pushSubscription),
    status: 200,
  },
  deletePushSubscription: {
    method: 'DELETE',
    path: '/v1/me/push_subscriptions/{id}',
    summary: 'End the pushes to a browser',
    scope: 'manage',
    params: () => z.object({ id: pushSubscriptionId }),
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
