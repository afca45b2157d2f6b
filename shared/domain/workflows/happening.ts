import type { TriggerType, waitingTriggers } from '#contract/workflow-facts.ts'
import type { CaseId, ContactId, ConversationId, MessageId, WorkflowId, WorkspaceId } from '../ids.ts'

/** Something that workflows may begin with: an event, or a wait that has come to its end. */
export type Happening = {
  workspace: WorkspaceId
  /** The same however often it comes. */
  eventId: string
  /** Epoch milliseconds. */
  at: number
  /** What it is to workflows, the one that says most first. */
  triggers: TriggerType[]
  /** What may begin to be waited for. */
  waits: (typeof waitingTriggers)[number][]
  /** The workflow that did it: others are not started by it, and say so. */
  causedBy?: WorkflowId
  conversationId?: ConversationId
  messageId?: MessageId
  contactId?: ContactId
  caseId?: CaseId
}
