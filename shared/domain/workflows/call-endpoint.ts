import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import { logEvent } from '../event-log/log-event.ts'
import type { WebhookEndpointId, WorkspaceId } from '../ids.ts'
import { isOpen } from '../webhooks/webhook-endpoint.ts'
import type { Occasion } from './occasion.ts'

/**
 * Tells one endpoint that a workflow did it: `workflow.triggered`, signed, tried again and listed like other events. A paused
 * endpoint gets it when it is back. Safe to repeat: the event keeps its id. Throws `not_found`, `endpoint_disabled`.
 */
export const callEndpoint = async (
  app: Parameters<typeof logEvent>[0] & Pick<App, 'webhookEndpoints' | 'webhookQueue'>,
  workspace: WorkspaceId,
  endpointId: WebhookEndpointId,
  { workflow, trigger, eventId, at, conversationId, contactId, messageId, caseId }: Occasion,
): Promise<{ id: string }> => {
  const endpoint = await app.webhookEndpoints.get(workspace, endpointId)
  if (!endpoint) throw new DomainError('not_found', 'There is no such webhook endpoint.')
  if (endpoint.state === 'disabled')
    throw new DomainError('endpoint_disabled', 'The endpoint is disabled: enable it first.')
  const id = `${eventId}-${workflow.id}-${endpointId}`
  const data = {
    ...{ workflow_id: workflow.id, trigger, conversation_id: conversationId, contact_id: contactId },
    ...{ message_id: messageId, case_id: caseId },
  }
  const event = { id, type: 'workflow.triggered', at, workspace, endpointId, data }
  const { place } = await logEvent(app, event)
  if (isOpen(endpoint)) await app.webhookQueue.send([{ kind: 'event', workspace, endpointId, place }])
  return { id }
}
