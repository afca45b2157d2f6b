import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { WebhookEndpointId } from '../ids.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { WebhookDelivery } from './webhook-delivery.ts'
import type { WebhookEndpoint } from './webhook-endpoint.ts'

/** One endpoint, fresh. Throws `forbidden`, `not_found`. */
export const loadEndpoint = async (
  app: Pick<App, 'webhookEndpoints'>,
  principal: Principal,
  id: WebhookEndpointId,
): Promise<WebhookEndpoint> => {
  requireAdmin(principal)
  const found = await app.webhookEndpoints.get(principal.workspace, id)
  if (!found) throw notFound('webhook endpoint')
  return found
}

/** All endpoints, oldest first. Throws `forbidden`. */
export const listEndpoints = async (
  app: Pick<App, 'webhookEndpoints'>,
  principal: Principal,
): Promise<PageOf<WebhookEndpoint>> => {
  requireAdmin(principal)
  return { records: await app.webhookEndpoints.list(principal.workspace, 'fresh') }
}

/** What became of events at an endpoint, newest event first. Throws `forbidden`, `not_found`. */
export const listDeliveries = async (
  app: Pick<App, 'cursors' | 'webhookDeliveries' | 'webhookEndpoints'>,
  principal: Principal,
  id: WebhookEndpointId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<WebhookDelivery>> => {
  await loadEndpoint(app, principal, id)
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  const found = await app.webhookDeliveries.page(workspace, id, { limit: limit + 1, from })
  return pageOf(app, workspace, found, limit)
}
