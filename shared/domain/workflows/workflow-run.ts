import type { TriggerType } from '#contract/workflow-facts.ts'
import type { ContactId, ConversationId, WorkflowId, WorkspaceId } from '../ids.ts'
import { day, hour } from '../time.ts'
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
  /** The one that says most of what happened: a customer's first text is a text of the customer as well. */
  trigger: TriggerType
  about: RunSubject
  conversationId?: ConversationId
  contactId?: ContactId
  /** Who started it by hand; of a macro only. */
  startedBy?: string
  startedByName?: string
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
  outcome:
    | 'branch'
    | 'otherwise'
    | 'nothing'
    | 'cooling_down'
    | 'stopped'
    | 'too_many_runs'
    | 'caused_by_workflow'
  /** The workflow that did what this one begins with, where that kept it from acting. */
  causedBy?: WorkflowId
  /** Which branch fitted, from 0 on. */
  branch?: number
  /** For each branch that did not fit, its first condition that did not hold. */
  failed: FailedCondition[]
  actions: DoneAction[]
}

/** `index`: of the condition in its branch. `found`: what it met instead, shortened; never a text's words. */
export type FailedCondition = { branch: number; index: number; condition: Condition; found?: FactValue }

/**
 * `code`: of the problem that an action met. `id`: what it made, such as a message or a case. `overrides`: the workflow of the same run
 * whose doing it changed.
 */
export type DoneAction = {
  action: string
  outcome: 'waiting' | 'done' | 'unchanged' | 'refused' | 'queued'
  code?: string
  detail?: string
  id?: string
  overrides?: WorkflowId
}

/** Of a workflow that acted, so that its runs are found by it. */
export type WorkflowUse = {
  kind: 'workflow_use'
  workspace: WorkspaceId
  workflowId: WorkflowId
  eventId: string
  at: number
  about: RunSubject
  expiresAt: number
  version: number
}

/** What workflows did of late in a conversation, or for a contact, so that they do not do it without end. */
export type WorkflowPace = {
  kind: 'workflow_pace'
  workspace: WorkspaceId
  about: RunSubject
  /** When they acted, in the last hour. */
  runs: number[]
  /** When each of them acted last. */
  acted: Record<string, number>
  expiresAt: number
  version: number
}

/** Whose runs stand together: a conversation's, or a contact's where there is none, or those of nobody in particular. */
export type RunSubject = ConversationId | ContactId | 'workspace'

/** Where a run is kept. */
export type RunPlace = Pick<WorkflowRun, 'workspace' | 'about' | 'at' | 'eventId'>

export const subjectOf = ({
  conversationId,
  contactId,
}: Pick<WorkflowRun, 'conversationId' | 'contactId'>): RunSubject =>
  conversationId ?? contactId ?? 'workspace'

export const runsKeptFor = 90 * day
/** No workflow cools down for longer than a week. */
const paceKeptFor = 8 * day

export const newPace = (facts: Pick<WorkflowPace, 'workspace' | 'about'>): WorkflowPace => ({
  kind: 'workflow_pace',
  runs: [],
  acted: {},
  expiresAt: 0,
  version: 0,
  ...facts,
})

/** After these workflows have acted. */
export const paceAfter = (pace: WorkflowPace, ids: WorkflowId[], now: number): WorkflowPace => ({
  ...pace,
  runs: [...pace.runs.filter((at) => at > now - hour), now],
  acted: Object.fromEntries([
    ...Object.entries(pace.acted).filter(([, at]) => at > now - paceKeptFor),
    ...ids.map((id) => [id, now]),
  ]),
  expiresAt: now + paceKeptFor,
})
