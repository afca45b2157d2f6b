import type { ConversationId, WorkflowId, WorkspaceId } from '../ids.ts'
import { newTimer, type Timer } from '../timers/timer.ts'

/** That a time may have passed for a workflow since a moment (epoch milliseconds) of a conversation. */
export type WorkflowWait = {
  workspace: WorkspaceId
  workflowId: WorkflowId
  conversationId: ConversationId
  since: number
}

export const timerOf = ({ workspace, workflowId, conversationId, since }: WorkflowWait, due: number): Timer =>
  newTimer({ workspace, due, rule: 'workflow_wait', subject: `${workflowId}:${conversationId}:${since}` })

export const waitOf = ({ workspace, subject }: Timer): WorkflowWait => {
  const [workflowId, conversationId, since] = subject.split(':') as [WorkflowId, ConversationId, string]
  return { workspace, workflowId, conversationId, since: Number(since) }
}
