import type {
  AgentId,
  ConversationId,
  NumberId,
  TeamId,
  TemplateId,
  WorkflowId,
  WorkspaceId,
} from '../ids.ts'

/**
 * What reports know of one thing that happened: no words and no phones. Of the facts with the same `id` the highest `version`
 * counts, so that it does not matter how often and in which order they come. `at`: when it happened, epoch milliseconds; it is
 * the same in every version, and says to which day the thing belongs.
 */
export type Fact = FactPlace &
  Owners &
  (TextFact | WaitFact | ConversationFact | StateFact | ChangeFact | OtherFact)

export type FactPlace = { id: string; version: number; at: number }

/** Whose rows count it. */
export type Owners = {
  number?: NumberId
  agent?: AgentId
  team?: TeamId
  template?: TemplateId
  workflow?: WorkflowId
}

type TextFact = {
  type: 'text'
  direction: 'inbound' | 'outbound'
  status: string
  origin: string
  /** Whose team and tags count it. */
  conversation?: ConversationId
  segments: number
  /** Segments that it would not have had with other characters of the same meaning. */
  wasted?: number
  /** What the carrier charged, US dollars. */
  price?: number
  /** Why it did not arrive. */
  code?: string
}

/** A customer waited from `at` on. `took`: milliseconds until a person answered; unset where nobody has. */
type WaitFact = { type: 'wait'; first: boolean; took?: number; gone?: true }

type ConversationFact = {
  type: 'conversation'
  by: 'customer' | 'us' | 'split'
  state: 'open' | 'closed' | 'merged'
  /** From its beginning to its last end. */
  took?: number
}

/**
 * How a conversation is from `at` on, told where that changed: the last one of a day is how it was when the day ended. Its time is
 * that of the change, other than in all other facts.
 */
type StateFact = { type: 'state'; open: boolean; waiting?: true; tags?: string[] }

/** An open conversation, as one day hands it on to the next. */
export type OpenState = FactPlace & Owners & StateFact

/** Something that happened to a conversation. `took`: milliseconds since it began. */
export type ChangeFact =
  | { type: 'claimed'; took: number }
  | { type: 'closed'; unanswered?: true }
  | { type: 'reopened' }
  | { type: 'transferred' }
  | { type: 'claim_lost' }

type OtherFact =
  | { type: 'consent'; action: string; origin: string }
  | { type: 'credits'; kind: 'month' | 'pack' | 'use' | 'give_back'; change: number }
  | { type: 'case'; state: 'open' | 'waiting' | 'done'; took?: number }
  | { type: 'run'; outcome: string; done: number; refused: number }

/** The facts of a workspace that happened on one day in UTC, as they came in together. */
export type FactFile = { workspace: WorkspaceId; day: string; name: string; facts: Fact[] }

/** That facts of a day came in, and which file has them. */
export type FactMark = Pick<FactFile, 'workspace' | 'day' | 'name'>
