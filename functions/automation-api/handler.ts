import { createApp } from '#adapters/app.ts'
import { secretStoreAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { variable } from '#adapters/environment.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { networkOf } from '#adapters/webhooks/addresses.ts'
import { createWebhookQueue } from '#adapters/webhooks/queue.ts'
import { automationOperations } from '#contract/api/automation-operations.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { automationRoutes } from '../http-api/resources/automation-routes.ts'

const app = {
  ...createApp(),
  files: createFiles(),
  renderer: rendererAtNeed(),
  portalUrl: variable('PORTAL_URL'),
  webhookSecrets: secretStoreAtNeed(variable('WEBHOOK_SECRETS_PREFIX')),
  webhookQueue: createWebhookQueue(),
  webhookAddresses: networkOf(process.env),
}

export const handler = createHandler(app, automationOperations, automationRoutes)
