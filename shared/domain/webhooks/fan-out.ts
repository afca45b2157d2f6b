import type { App } from '../app.ts'
import { logEvent } from '../event-log/log-event.ts'
import type { OutgoingEvent } from '../event-log/logged-event.ts'
import type { WorkspaceId } from '../ids.ts'
import { isOpen, isTold, type WebhookEndpoint } from './webhook-endpoint.ts'

type Needs = Pick<App, 'clock' | 'eventLog' | 'settings' | 'webhookEndpoints' | 'webhookQueue'>

/** Whom a workspace tells of events. */
export type Audience = { endpoints: WebhookEndpoint[]; feed: boolean }

/** Endpoints that are not disabled, and whether the feed is on: one read unit. */
export const readAudience = async (
  app: Pick<App, 'settings' | 'webhookEndpoints'>,
  workspace: WorkspaceId,
): Promise<Audience> => {
  const [endpoints, { eventFeed }] = await Promise.all([
    app.webhookEndpoints.list(workspace),
    app.settings.get(workspace),
  ])
  return { endpoints: endpoints.filter(({ state }) => state !== 'disabled'), feed: eventFeed === 'on' }
}

/**
 * Keeps an event and has it sent to the endpoints that are told of it; does nothing where nobody is. A paused endpoint gets it
 * from the log when it is back. Safe to repeat. `full`: reads the record as the API shows it.
 */
export const fanOut = async (
  app: Needs,
  { endpoints, feed }: Audience,
  event: OutgoingEvent,
  full: () => Promise<object | undefined>,
): Promise<void> => {
  const told = endpoints.filter((endpoint) => isTold(endpoint, event))
  if (told.length === 0 && !feed) return
  const isFull = told.some(({ payload }) => payload === 'full')
  const { workspace, place } = await logEvent(app, event, isFull ? await full() : undefined)
  const open = told.filter(isOpen)
  if (open.length === 0) return
  await app.webhookQueue.send(
    open.map(({ id: endpointId }) => ({ kind: 'event' as const, workspace, endpointId, place })),
  )
}
