/**
 * What workflows begin with, ask and do, and what goes with what: the API checks by it, and whoever edits workflows offers
 * nothing else.
 */

/**
 * `customer_first_message`: it opens or reopens a conversation. `manual`: a macro, which people start. The others are told by
 * their names.
 */
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

/**
 * A time has passed without something. `no_answer`: the customer waits for a person's answer; `no_reply`: we wait for the
 * customer's; `unclaimed`: it is open and nobody's.
 */
export const waitingTriggers = ['no_answer', 'no_reply', 'unclaimed'] as const

export type TriggerType = (typeof plainTriggers)[number] | (typeof waitingTriggers)[number]

/** What an event is about: facts and actions need one of them. The case is that of the conversation, where it has one. */
type Subject = 'conversation' | 'message' | 'contact' | 'case'

const aboutConversation = ['conversation', 'contact', 'case'] as const
const aboutMessage = [...aboutConversation, 'message'] as const
const aboutCase = ['contact', 'case'] as const

export const subjectsOf: Record<TriggerType, readonly Subject[]> = {
  customer_first_message: aboutMessage,
  customer_message: aboutMessage,
  agent_message: aboutMessage,
  message_failed: aboutMessage,
  conversation_closed: aboutConversation,
  conversation_reopened: aboutConversation,
  conversation_claimed: aboutConversation,
  conversation_released: aboutConversation,
  no_answer: aboutConversation,
  no_reply: aboutConversation,
  unclaimed: aboutConversation,
  manual: aboutConversation,
  opted_out: ['contact'],
  contact_created: ['contact'],
  case_created: aboutCase,
  case_updated: aboutCase,
  case_state: aboutCase,
  agent_available: [],
}

/** `choice`: one of few values, or an id. `time`: HH:MM. */
export type FactType = 'choice' | 'text' | 'flag' | 'number' | 'time' | 'tags'

type Fact = { type: FactType; of: Subject; values?: readonly string[] }

const known = {
  channel: { type: 'choice', of: 'conversation', values: ['sms', 'rcs'] },
  number: { type: 'choice', of: 'conversation' },
  country: { type: 'choice', of: 'contact' },
  'hours.open': { type: 'flag', of: 'conversation' },
  time_of_day: { type: 'time', of: 'conversation' },
  'message.body': { type: 'text', of: 'message' },
  'message.has_media': { type: 'flag', of: 'message' },
  'conversation.claimed': { type: 'flag', of: 'conversation' },
  'conversation.team': { type: 'choice', of: 'conversation' },
  'conversation.tags': { type: 'tags', of: 'conversation' },
  'conversation.subject': { type: 'text', of: 'conversation' },
  'contact.first_time': { type: 'flag', of: 'conversation' },
  'contact.silent_days': { type: 'number', of: 'conversation' },
  'contact.enrolled': { type: 'flag', of: 'contact' },
  'contact.opted_out': { type: 'flag', of: 'contact' },
  'case.type': { type: 'choice', of: 'case', values: ['ticket', 'opportunity', 'task'] },
  'case.state': { type: 'choice', of: 'case', values: ['open', 'waiting', 'done'] },
  'case.status': { type: 'text', of: 'case' },
  'case.team': { type: 'choice', of: 'case' },
} as const satisfies Record<string, Fact>

export type PlainFactName = keyof typeof known

/** `contact.attributes.<key>` is an attribute of the contact, such as its plan. */
export type FactName = PlainFactName | `contact.attributes.${string}`

export const plainFacts = Object.keys(known) as [PlainFactName, ...PlainFactName[]]

export const attributePrefix = 'contact.attributes.'

const attribute: Fact = { type: 'text', of: 'contact' }

export const factOf = (name: FactName): Fact =>
  name.startsWith(attributePrefix) ? attribute : known[name as PlainFactName]

/**
 * `contains`: the words stand anywhere; `has_word`: as words of their own; of a list, any of them. `in`: one of those. None
 * minds capital letters.
 */
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

const choosing = ['is', 'is_not', 'in', 'not_in'] as const
const searching = ['contains', 'not_contains'] as const
const comparing = ['at_least', 'at_most'] as const
const asking = ['is_set', 'is_not_set'] as const

export const operatorsOf: Record<FactType, readonly Operator[]> = {
  choice: [...choosing, ...asking],
  text: [...choosing, ...searching, 'has_word', ...asking],
  flag: ['is', 'is_not'],
  number: ['is', 'is_not', ...comparing, ...asking],
  time: comparing,
  tags: [...searching, ...asking],
}

/** What each action needs the event to be about. */
export const actionNeeds = {
  assign_team: 'conversation',
  assign_agent: 'conversation',
  unassign: 'conversation',
  tag: 'conversation',
  untag: 'conversation',
  reply: 'conversation',
  note: 'conversation',
  close: 'conversation',
  set_subject: 'conversation',
  create_case: 'contact',
  set_attribute: 'contact',
  notify: undefined,
  webhook: undefined,
} as const satisfies Record<string, Subject | undefined>

export type ActionName = keyof typeof actionNeeds

/** How much a workspace and a workflow hold. */
export const workflowLimits = {
  workflows: 100,
  branches: 10,
  conditions: 10,
  actions: 10,
  /** A fortnight, in minutes. */
  wait: 20_160,
  /** Of all that is written of one, as JSON. */
  bytes: 20_000,
} as const
