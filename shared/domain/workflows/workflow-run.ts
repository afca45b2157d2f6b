import type { TriggerType } from '#contract/workflow-facts.ts'
import type { ContactId, ConversationId, WorkflowId, WorkspaceId } from '../ids.ts'
import type { Condition, FactValue } from './workflow.ts'

/**
 * What the workflows of a trigger made of one event: written before anything is done, so that whatever comes twice or is cut short goes on with the
 * same decision. Kept for ninety days. All times are epoch milliseconds.
 */
export type WorkflowRun = {
  kind: 'workflow_run'
  workspace: WorkspaceId
  /** Of the event that started it; of a wait, of what is waited for. */
  eventId: string
  at: number
  trigger: TriggerType
  /** What it is about: a conversation, or a contact where there is none. */
  conversationId?: ConversationId
  contactId?: ContactId
  /** Every workflow of the trigger, in their order. */
  considered: Considered[]
  /** When all actions had been done. */
  doneAt?: number
  expiresAt: number
  version: number
}

/** A workflow as it stood, and why it did what it did. */
export type Considered = {
  workflowId: WorkflowId
  /** The version of the workflow that ran. */
  workflowVersion: number
  outcome: 'branch' | 'otherwise' | 'nothing' | 'cooling_down' | 'stopped' | 'too_many_runs'
  /** Which branch fitted, from 0 on. */
  branch?: number
  /** For each branch that did not fit, its first condition that did not hold. */
  failed: FailedCondition[]
  actions: DoneAction[]
}

/** `index`: of the condition in its branch. `found`: what it met instead, shortened; never a text's words. */
export type FailedCondition = { branch: number; index: number; condition: Condition; found?: FactValue }

/** `code`: of the problem that an action met. `id`: what it made, such as a message or a case. */
export type DoneAction = {
  action: string
  outcome: 'waiting' | 'done' | 'unchanged' | 'refused' | 'queued'
  code?: string
  detail?: string
  id?: string
}
