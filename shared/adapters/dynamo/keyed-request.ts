import type { App } from '#domain/app.ts'
import type { KeyedRequest } from '#domain/idempotency/keyed-request.ts'
import { getRecord, type Keys, type Table } from './table.ts'

/** A partition for each key: a program may make more requests in a second than one partition takes. */
export const keyedRequestKeys = ({
  workspace,
  principal,
  key,
}: Pick<KeyedRequest, 'workspace' | 'principal' | 'key'>): Keys => ({
  pk: `${workspace}#request#${principal}#${key}`,
  sk: 'keyed_request',
})

export const keyedRequestStore = (table: Table): App['keyedRequests'] => ({
  get: (request, reading) => getRecord(table, 'keyed_request', keyedRequestKeys(request), reading),
})
