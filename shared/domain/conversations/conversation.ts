import type { Cause } from '../cause.ts'
import type {
  AgentId,
  CaseId,
  ContactId,
  ConversationId,
  EntryOrder,
  MessageId,
  NoteId,
  NumberId,
  TeamId,
  WorkspaceId,
} from '../ids.ts'
import { orderOf } from '../ids.ts'
import type { Address } from '../phones/phone.ts'
import type { ThreadingDecision } from '../threads/decide-thread.ts'

/** A stretch of a thread with a state, a claimer and a subject. All times are epoch milliseconds. */
export type Conversation = {
  kind: 'conversation'
  workspace: WorkspaceId
  id: ConversationId
  phone: Address
  /** The number that replies leave from, and its address as it was when a text last used it. */
  numberId: NumberId
  numberAddress?: Address
  contactId: ContactId
  /** Copied from the contact, so that a list needs no further read. */
  contactName?: string
  state: 'open' | 'closed'
  /** For the agents only: never sent to the customer. */
  subject?: string
  /** What programs keep with it, such as the id of an order. */
  metadata?: Record<string, string>
  claimedBy?: AgentId
  /** When it was claimed last; it is kept where the claim is given up. */
  claimedAt?: number
  participants: AgentId[]
  tags: string[]
  teamId?: TeamId
  /** It waits for an agent of its team: its place in the queue, by since when its customer waited as it was queued. */
  queuedSince?: number
  openedAt: number
  closedAt?: number
  lastActivityAt: number
  lastMessage?: LastMessage
  lastInboundAt?: number
  lastOutboundAt?: number
  /** When the customer wrote the oldest text that nobody has answered since. */
  waitingSince?: number
  /**
   * The answer that ended the last wait, by its time, and since when the customer had waited: it may not arrive. Unset
   * when the customer writes again.
   */
  answered?: { at: number; since: number }
  /** When the customer was answered for the first time. Automatic answers do not count. */
  firstReplyAt?: number
  /** Until then it is out of Active; unset when the customer writes. */
  snoozedUntil?: number
  /** How many texts to the customer wait in it to be sent. */
  heldCount?: number
  /** The version with which the customer's newest text came; unset once an agent has replied. */
  unreadFrom?: number
  /** Where its messages begin and end in the thread; others may lie between. */
  span: { first: EntryOrder; last: EntryOrder }
  /** How it began, where that was not by a text of the customer. The decision below changes, this does not. */
  begunBy?: 'us' | 'split'
  threading: Threading
  /** The customer has opted out of the texts of its number. Copied from the thread. */
  optedOut?: true
  /** A text that reads like an opt-out in plain words, for an agent to decide on until then. */
  consentReview?: { messageId: MessageId; dueAt: number }
  /** The case of its newest text that has one: when that text came, and whether it was filed for sure. */
  case?: { id: CaseId; at: number; sure: boolean }
  /** Set when its messages went into another conversation: what is needed to take them back. */
  merged?: MergedInto
  /** Who made the change that made this version, where that is not plain from the change itself. */
  changedBy?: Cause & { version: number }
  version: number
}

export type LastMessage = {
  id: MessageId
  direction: 'inbound' | 'outbound'
  preview: string
  /** How many files came with it, and whether all seem to be pictures; unset where none did. */
  media?: { count: number; pictures: boolean }
  at: number
  status: LastMessageStatus
}

/** `sent`: it was accepted, and nothing is known to have gone wrong since. */
export type LastMessageStatus =
  | 'received'
  | 'held'
  | 'sent'
  | 'undelivered'
  | 'failed'
  | 'unknown'
  | 'blocked'
  | 'canceled'

export type MergedInto = {
  into: ConversationId
  entries: (MessageId | NoteId)[]
  /** When the two had been closed; unset for one that was open. */
  closedAt?: number
  intoClosedAt?: number
  /** The last message of the two together. */
  lastMessage?: MessageId
}

/** Why the newest threading decision on this conversation was made. */
export type Threading = {
  decision: ThreadingDecision['decision'] | 'split' | 'merge' | 'continue'
  reason: string
  at: number
  /** The text that reopened it. */
  messageId?: MessageId
}

export const newConversation = (
  facts: Pick<
    Conversation,
    'workspace' | 'id' | 'phone' | 'numberId' | 'contactId' | 'openedAt' | 'threading'
  > &
    Partial<Conversation>,
): Conversation => ({
  kind: 'conversation',
  state: 'open',
  participants: [],
  tags: [],
  lastActivityAt: facts.openedAt,
  span: { first: orderOf(facts.id), last: orderOf(facts.id) },
  version: 0,
  ...(facts.claimedBy && { claimedAt: facts.openedAt }),
  ...facts,
})

export const closed = (
  { snoozedUntil: _, queuedSince: __, ...conversation }: Conversation,
  now: number,
): Conversation => ({
  ...conversation,
  state: 'closed',
  closedAt: now,
})

export const reopened = (conversation: Conversation, keepClaim: boolean): Conversation => {
  const { closedAt: _, claimedBy, ...rest } = conversation
  return { ...rest, state: 'open', ...(keepClaim && claimedBy && { claimedBy }) }
}
