import { createApp } from '#adapters/app.ts'
import { secretStoreAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { createWebhooks } from '#adapters/carriers/webhooks.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { variable } from '#adapters/environment.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { adminOperations } from '#contract/api/admin-operations.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { adminRoutes } from '../http-api/resources/admin-routes.ts'

const table = openTable(variable('TABLE_NAME'))
const app = {
  ...createApp(table),
  widgets: widgetStore(table),
  carrierSecrets: secretStoreAtNeed(variable('CARRIER_SECRETS_PREFIX')),
  carrierWebhooks: createWebhooks(variable('API_URL')),
  portalUrl: variable('PORTAL_URL'),
  renderer: rendererAtNeed(),
  turnstileSecrets: secretStoreAtNeed(variable('TURNSTILE_SECRETS_PREFIX')),
  widgetSecrets: secretStoreAtNeed(variable('WIDGET_SECRETS_PREFIX')),
}

export const handler = createHandler(app, adminOperations, adminRoutes)
