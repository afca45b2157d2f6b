import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { createEnqueue } from '#adapters/aws/queue.ts'
import { createFittingSecret } from '#adapters/aws/secret-store.ts'
import { accountCarriers } from '#adapters/carriers/carriers.ts'
import { variable } from '#adapters/environment.ts'
import { log } from '#adapters/log.ts'
import { failures } from '../edge/failures.ts'
import { answerWebhook } from './answer-webhook.ts'

const urls = { inbound: variable('INBOUND_QUEUE_URL'), receipts: variable('RECEIPTS_QUEUE_URL') }
const enqueue = createEnqueue()

/** Webhooks of carriers. It has no right to the table. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(failures(log, () => ({})))
  .handler(
    answerWebhook({
      adapters: accountCarriers,
      fitting: createFittingSecret(variable('CARRIER_SECRETS_PREFIX')),
      clock: { now: () => Date.now() },
      enqueue: (queue, delivery) => enqueue(urls[queue], delivery),
    }),
  )
