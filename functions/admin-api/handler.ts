import { createApp } from '#adapters/app.ts'
import { secretStoreAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { createWebhooks } from '#adapters/carriers/webhooks.ts'
import { variable } from '#adapters/environment.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { adminOperations } from '#contract/api/admin-operations.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { adminRoutes } from '../http-api/resources/admin-routes.ts'

const app = {
  ...createApp(),
  carrierSecrets: secretStoreAtNeed(variable('CARRIER_SECRETS_PREFIX')),
  carrierWebhooks: createWebhooks(variable('API_URL')),
  renderer: rendererAtNeed(),
}

export const handler = createHandler(app, adminOperations, adminRoutes)
