import type { FactName, Operator, plainTriggers, waitingTriggers } from '#contract/workflow-facts.ts'
import type { AgentId, TeamId, TemplateId, WebhookEndpointId, WorkflowId, WorkspaceId } from '../ids.ts'

/** A rule of a company: when something happens, the first branch that fits says what is done. */
export type Workflow = WorkflowContent & {
  kind: 'workflow'
  workspace: WorkspaceId
  id: WorkflowId
  on: boolean
  createdAt: number
  version: number
}

/** What people write of a workflow: each save keeps it as a version of its own. */
export type WorkflowContent = {
  name: string
  trigger: Trigger
  branches: Branch[]
  /** What is done where no branch fits. */
  otherwise: Action[]
  /** Whether workflows after it are left out where it has done something. */
  stop: boolean
  /** For so many seconds it does nothing more in the same conversation. */
  cooldown: number
}

/** All conditions must hold; none: it always fits. */
export type Branch = { when: Condition[]; then: Action[] }

/** A time that passes without something: minutes of open hours of the number's team, or of all. */
export type Wait = { minutes: number; clock: 'open' | 'all' }

export type Trigger =
  | { type: (typeof plainTriggers)[number] }
  | ({ type: (typeof waitingTriggers)[number] } & Wait)

/** What facts hold. One that is missing is in no condition but those with `not`. */
export type FactValue = string | number | boolean | readonly string[]

export type Condition = { fact: FactName; op: Operator; value?: string | number | boolean | string[] }

export type Action =
  | { action: 'assign_team'; teamId: TeamId }
  | { action: 'assign_agent'; agentId: AgentId }
  /** To somebody of the team who is available; nobody free: its queue keeps the conversation. */
  | { action: 'assign_agent'; teamId: TeamId; by: 'round_robin' | 'least_busy'; cap: number }
  | { action: 'unassign' }
  | { action: 'tag' | 'untag'; tag: string }
  | { action: 'reply'; templateId: TemplateId }
  | { action: 'note'; body: string }
  | { action: 'notify'; agentIds: AgentId[] }
  | { action: 'webhook'; webhookEndpointId: WebhookEndpointId }
  | { action: 'close' }
  | { action: 'set_subject'; subject: string }
  | { action: 'create_case'; type: 'ticket' | 'opportunity' | 'task'; subject: string }
  | { action: 'set_attribute'; key: string; value: string }

/** A workflow as it was saved once. Nothing ever changes it, and it outlives the workflow, for runs name it. */
export type WorkflowVersion = {
  kind: 'workflow_version'
  workspace: WorkspaceId
  workflowId: WorkflowId
  /** The version that the workflow had by this save. */
  saved: number
  content: WorkflowContent
  on: boolean
  savedAt: number
  savedBy: string
  savedByName?: string
  version: number
}

/** In which order the workflows of a workspace run; those that it does not name come after, the oldest first. */
export type WorkflowOrder = {
  kind: 'workflow_order'
  workspace: WorkspaceId
  ids: WorkflowId[]
  version: number
}

/** One place in a workflow that does not fit. */
export type WorkflowMistake = { path: string; detail: string }

export const contentOf = ({
  name,
  trigger,
  branches,
  otherwise,
  stop,
  cooldown,
}: WorkflowContent): WorkflowContent => ({ name, trigger, branches, otherwise, stop, cooldown })

/** Every action of a workflow with its path, such as `branches.0.then.1`. */
export const actionsIn = ({ branches, otherwise }: WorkflowContent): { path: string; action: Action }[] => [
  ...branches.flatMap(({ then }, i) =>
    then.map((action, j) => ({ path: `branches.${i}.then.${j}`, action })),
  ),
  ...otherwise.map((action, j) => ({ path: `otherwise.${j}`, action })),
]

/** Every condition of a workflow with its path, such as `branches.0.when.1`. */
export const conditionsIn = ({
  branches,
}: Pick<WorkflowContent, 'branches'>): { path: string; condition: Condition }[] =>
  branches.flatMap(({ when }, i) =>
    when.map((condition, j) => ({ path: `branches.${i}.when.${j}`, condition })),
  )
