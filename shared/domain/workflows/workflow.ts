import type { AgentId, TeamId, TemplateId, WebhookEndpointId, WorkflowId, WorkspaceId } from '../ids.ts'

/** A rule of a company: when something happens, the first branch that fits says what is done. */
export type Workflow = WorkflowContent & {
  kind: 'workflow'
  workspace: WorkspaceId
  id: WorkflowId
  on: boolean
  /** Workflows run by it, the lowest first. */
  position: number
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

/**
 * `customer_first_message`: it opens or reopens a conversation. `no_answer`: the customer waits for a person's answer; `no_reply`: we wait for
 * the customer's; `unclaimed`: it is open and nobody's. `manual`: a macro, which people start.
 */
export type Trigger =
  | { type: (typeof plainTriggers)[number] }
  | ({ type: (typeof waitingTriggers)[number] } & Wait)

export const plainTriggers = [
  'customer_first_message',
  'customer_message',
  'agent_message',
  'conversation_closed',
  'conversation_reopened',
  'conversation_claimed',
  'conversation_released',
  'message_failed',
  'opted_out',
  'contact_created',
  'case_created',
  'case_updated',
  'case_state',
  'agent_available',
  'manual',
] as const

export const waitingTriggers = ['no_answer', 'no_reply', 'unclaimed'] as const

export type TriggerType = Trigger['type']

/** `contact.attributes.<key>` is an attribute of the contact, such as its plan. */
export type FactName = (typeof factNames)[number] | `contact.attributes.${string}`

export const factNames = [
  'channel',
  'number',
  'country',
  'hours.open',
  'time_of_day',
  'message.body',
  'message.has_media',
  'conversation.claimed',
  'conversation.team',
  'conversation.tags',
  'conversation.subject',
  'contact.first_time',
  'contact.silent_days',
  'contact.enrolled',
  'contact.opted_out',
  'case.type',
  'case.state',
  'case.status',
  'case.team',
] as const

/** What facts hold. One that is missing is in no condition but those with `not`. */
export type FactValue = string | number | boolean | readonly string[]

/** `contains`: the words stand anywhere, in any case; `has_word`: as words of their own. `in`: one of those. */
export const operators = [
  'is',
  'is_not',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'has_word',
  'at_least',
  'at_most',
  'is_set',
  'is_not_set',
] as const

export type Operator = (typeof operators)[number]

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

export const mostWorkflows = 100
export const mostBranches = 10
export const mostConditions = 10
export const mostActions = 10
