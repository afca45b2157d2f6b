import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { deleteRecord, type EditNeeds, editRecord } from '../edit-record.ts'
import { DomainError } from '../error.ts'
import { eventVersion } from '../event-log/logged-event.ts'
import { sortableId, type WebhookEndpointId } from '../ids.ts'
import { requireNumbers } from '../numbers/load-number.ts'
import { type Patch, patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadEndpoint } from './load-endpoint.ts'
import { disabled, enabled, mostEndpoints, type WebhookEndpoint } from './webhook-endpoint.ts'
import { newSecret, rotated } from './webhook-secret.ts'

type Needs = EditNeeds & Pick<App, 'numbers' | 'webhookEndpoints' | 'webhookAddresses'>
type Secrets = Pick<App, 'randomId' | 'webhookSecrets'>

type Facts = Pick<WebhookEndpoint, 'url' | 'description' | 'eventTypes' | 'numberIds' | 'payload'>
type WithSecret = { endpoint: WebhookEndpoint; secret: string }

/**
 * Adds an endpoint. Its secret is kept first: an endpoint without one could not be told anything. Throws `url_not_allowed`,
 * `validation_failed` for a number that does not exist, `too_many_endpoints`, `forbidden`.
 */
export const createEndpoint = async (
  app: Needs & Secrets,
  principal: Principal,
  facts: Facts,
): Promise<WithSecret> => {
  requireAdmin(principal)
  requireAllowed(app, facts.url)
  const { workspace } = principal
  await requireNumbers(app, workspace, facts.numberIds ?? [], 'number_ids')
  const now = app.clock.now()
  if ((await app.webhookEndpoints.list(workspace, 'fresh')).length >= mostEndpoints)
    throw new DomainError('too_many_endpoints', `A workspace has ${mostEndpoints} endpoints at most.`)
  const endpoint: WebhookEndpoint = {
    kind: 'webhook_endpoint',
    workspace,
    id: sortableId('whk', now, app.randomId),
    ...facts,
    eventVersion,
    state: 'active',
    failures: 0,
    secretAt: now,
    createdAt: now,
    version: 0,
  }
  const secret = newSecret(app.randomId)
  await app.webhookSecrets.put(endpoint, { current: secret })
  await app.commit(endpoint)
  return { endpoint: asStored(endpoint), secret }
}

/**
 * Edits what an endpoint is told, and where. Throws `url_not_allowed`, `validation_failed` for a number that does not exist,
 * `precondition_failed`, `not_found`, `forbidden`.
 */
export const editEndpoint = async (
  app: Needs,
  principal: Principal,
  id: WebhookEndpointId,
  patch: Patch<Facts>,
  seen?: SeenVersions,
): Promise<WebhookEndpoint> => {
  requireAdmin(principal)
  if (typeof patch.url === 'string') requireAllowed(app, patch.url)
  await requireNumbers(app, principal.workspace, patch.numberIds ?? [], 'number_ids')
  return editRecord(app, {
    read: () => loadEndpoint(app, principal, id),
    seen,
    change: (endpoint) => patched(endpoint, patch),
  })
}

/** Forgets an endpoint and its secret. Throws `precondition_failed`, `not_found`, `forbidden`. */
export const deleteEndpoint = async (
  app: Needs & Secrets,
  principal: Principal,
  id: WebhookEndpointId,
  seen?: SeenVersions,
): Promise<void> =>
  deleteRecord(app, {
    read: () => loadEndpoint(app, principal, id),
    seen,
    requireUnused: () => app.webhookSecrets.remove({ workspace: principal.workspace, id }),
  })

/** Sends it events from now on. What it missed is left to a replay. Throws `not_found`, `forbidden`. */
export const enableEndpoint = async (
  app: Needs,
  principal: Principal,
  id: WebhookEndpointId,
): Promise<WebhookEndpoint> =>
  editRecord(app, {
    read: () => loadEndpoint(app, principal, id),
    change: (endpoint) => (endpoint.state === 'disabled' ? enabled(endpoint) : endpoint),
  })

/** Sends it nothing more until it is enabled. Throws `not_found`, `forbidden`. */
export const disableEndpoint = async (
  app: Needs,
  principal: Principal,
  id: WebhookEndpointId,
): Promise<WebhookEndpoint> =>
  editRecord(app, {
    read: () => loadEndpoint(app, principal, id),
    change: (endpoint) => (endpoint.state === 'disabled' ? endpoint : disabled(endpoint, 'by_hand')),
  })

/** Gives it a new secret; for a day the one before signs as well. Throws `not_found`, `forbidden`. */
export const rotateSecret = async (
  app: Needs & Secrets,
  principal: Principal,
  id: WebhookEndpointId,
): Promise<WithSecret> => {
  const before = await loadEndpoint(app, principal, id)
  const secret = newSecret(app.randomId)
  const now = app.clock.now()
  await app.webhookSecrets.put(before, rotated(await app.webhookSecrets.get(before), secret, now))
  const endpoint = await editRecord(app, {
    read: () => loadEndpoint(app, principal, id),
    change: (found) => ({ ...found, secretAt: now }),
  })
  return { endpoint, secret }
}

const requireAllowed = ({ webhookAddresses }: Pick<App, 'webhookAddresses'>, url: string): void => {
  if (webhookAddresses.isAllowed(url)) return
  const detail = 'This must be an https address at port 443 that anybody on the internet can reach.'
  throw new DomainError('url_not_allowed', detail, { errors: [{ path: 'url', detail }] })
}
