import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { named, page, pageQuery, timestamp, unreadableId } from './shapes.ts'

const unreadable = named('Unreadable', () =>
  z.object({
    id: unreadableId,
    source: z.enum(['inbound', 'receipts']),
    reason: z.enum(['unreadable', 'failing', 'unrouted']),
    detail: z.string(),
    raw: z.string(),
    received_at: timestamp,
    expires_at: timestamp,
  }),
)

export const unreadableOperations = {
  listUnreadable: {
    method: 'GET',
    path: '/v1/unreadable',
    summary: 'What carriers handed over and Parley could not read, newest first',
    scope: 'manage',
    role: 'admin',
    query: () => z.object(pageQuery),
    response: page(unreadable),
    status: 200,
  },
  retryUnreadable: {
    method: 'POST',
    path: '/v1/unreadable/{id}/retry',
    summary: 'Take up again what could not be read, once the cause is mended',
    scope: 'manage',
    role: 'admin',
    params: () => z.object({ id: unreadableId }),
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
