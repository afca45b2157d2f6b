import middy from '@middy/core'
import { createApp } from '#adapters/app.ts'
import { createEnqueue } from '#adapters/aws/queue.ts'
import { createFittingSecret } from '#adapters/aws/secret-store.ts'
import { createListInbound } from '#adapters/carriers/list-inbound.ts'
import { variable } from '#adapters/environment.ts'
import { reconcileAccounts } from '#domain/inbound/reconcile-accounts.ts'
import { failures } from '../edge/failures.ts'

const inbound = variable('INBOUND_QUEUE_URL')
const enqueue = createEnqueue()

const app = {
  ...createApp(),
  listInbound: createListInbound(createFittingSecret(variable('CARRIER_SECRETS_PREFIX'))),
  deliver: (delivery: object) => enqueue(inbound, delivery),
}

/** Texts whose webhooks were lost: a schedule has carriers asked for them. */
export const handler = middy<unknown, void>()
  .use(failures(app.log, () => ({})))
  .handler(() => reconcileAccounts(app))
