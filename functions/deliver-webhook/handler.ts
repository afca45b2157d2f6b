import { createApp } from '#adapters/app.ts'
import { createDefer } from '#adapters/aws/queue.ts'
import { createSecretStore } from '#adapters/aws/secret-store.ts'
import { variable } from '#adapters/environment.ts'
import { networkOf } from '#adapters/webhooks/addresses.ts'
import { createPost } from '#adapters/webhooks/post.ts'
import { createWebhookQueue } from '#adapters/webhooks/queue.ts'
import { createKnownSecrets } from '#adapters/webhooks/secrets.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { deliveryWork } from './delivery-work.ts'

const app = {
  ...createApp(),
  webhookQueue: createWebhookQueue(),
  secretsOf: createKnownSecrets(createSecretStore(variable('WEBHOOK_SECRETS_PREFIX'))),
  post: createPost(networkOf(process.env)),
}

/** Events on their way to endpoints outside, one at a time. */
export const handler = queueWorker(
  app.log,
  deliveryWork(app, (...record) => createDefer(variable('WEBHOOK_QUEUE_URL'))(...record)),
)
