import * as z from 'zod/mini'
import { caseId, contactId, conversationId, messageId, named, workflowId } from '../api/shapes.ts'
import { event } from './event.ts'

export const workflowEvents = {
  /** A workflow told the endpoint that it names. It is on no bus. */
  'workflow.triggered': named('WorkflowTriggered', () =>
    event(
      'workflow.triggered',
      z.object({
        workflow_id: workflowId,
        trigger: z.string(),
        conversation_id: z.optional(conversationId),
        contact_id: z.optional(contactId),
        message_id: z.optional(messageId),
        case_id: z.optional(caseId),
      }),
    ),
  ),
}
