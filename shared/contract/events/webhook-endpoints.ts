import * as z from 'zod/mini'
import { named, webhookEndpointId } from '../api/shapes.ts'
import { event } from './event.ts'

export const webhookEndpointEvents = {
  /** It did not answer for three days, or said that it is gone for good. */
  'webhook_endpoint.disabled': named('WebhookEndpointDisabled', () =>
    event(
      'webhook_endpoint.disabled',
      z.object({
        webhook_endpoint_id: webhookEndpointId,
        reason: z.enum(['gone', 'unreachable']),
        version: z.int(),
      }),
    ),
  ),
}
