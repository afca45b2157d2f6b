import type { TriggerType } from '#contract/workflow-facts.ts'
import type { CaseId, ContactId, ConversationId, MessageId, WorkflowId } from '../ids.ts'

/** Which workflow does something, why, and to what. */
export type Occasion = {
  workflow: { id: WorkflowId; name: string }
  trigger: TriggerType
  /** Of the event, or of the request of whoever started it by hand; with its time, epoch milliseconds. */
  eventId: string
  at: number
  conversationId?: ConversationId
  contactId?: ContactId
  messageId?: MessageId
  caseId?: CaseId
}
