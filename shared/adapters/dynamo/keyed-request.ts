import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { KeyedRequest } from '#domain/idempotency/keyed-request.ts'
import { declareRecord, getRecord } from './record.ts'
import { recordOf, stored } from './schema.ts'
import type { Item, Keys, Table } from './table.ts'

/** A partition for each key: a program may make more requests in a second than one partition takes. */
const keyedRequestKeys = ({
  workspace,
  principal,
  key,
}: Pick<KeyedRequest, 'workspace' | 'principal' | 'key'>): Keys => ({
  pk: `${workspace}#request#${principal}#${key}`,
  sk: 'keyed_request',
})

/** Locks had an owner. */
const lockWithToken = ({ lock, ...item }: Item): Item =>
  lock ? { lockedUntil: (lock as { until: number }).until, ...item } : item

export const keyedRequestRecord = declareRecord({
  kind: 'keyed_request',
  place: { pk: '<workspace>#request#<principal>#<key>', sk: 'keyed_request' },
  keys: keyedRequestKeys,
  personal: ['answer.body'],
  keptFor: '1 day',
  older: [lockWithToken],
  schema: () =>
    recordOf('keyed_request', {
      principal: z.string(),
      key: z.string(),
      fingerprint: z.string(),
      answer: z.optional(
        stored({
          status: z.number(),
          headers: z.record(z.string(), z.string()),
          body: z.custom<Uint8Array>((body) => body instanceof Uint8Array),
        }),
      ),
      lockedUntil: z.optional(z.number()),
      expiresAt: z.number(),
    }),
})

export const keyedRequestStore = (table: Table): App['keyedRequests'] => ({
  get: (request, reading) => getRecord(table, [keyedRequestRecord], keyedRequestKeys(request), reading),
})
