import type {
  AgentId,
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
import type { Message } from '../messages/message.ts'
import type { Phone } from '../phone.ts'
import type { ThreadingDecision } from '../threads/decide-thread.ts'

/** A stretch of a thread with a state, a claimer and a subject. */
export type Conversation = {
  kind: 'conversation'
  workspace: WorkspaceId
  id: ConversationId
  phone: Phone
  numberId: NumberId
  contactId: ContactId
  state: 'open' | 'closed'
  /** For the agents only: never sent to the customer. */
  subject?: string
  claimedBy?: AgentId
  participants: AgentId[]
  tags: string[]
  teamId?: TeamId
  openedAt: number
  closedAt?: number
  lastActivityAt: number
  lastMessage?: LastMessage
  lastInboundAt?: number
  lastOutboundAt?: number
  /** Who has looked at it since the customer last wrote. */
  seenBy: AgentId[]
  /** Where its messages begin and end in the thread; others may lie between. */
  span: { first: EntryOrder; last: EntryOrder }
  threading: Threading
  /** A text that reads like an opt-out in plain words, for an agent to decide on until then (epoch milliseconds). */
  consentReview?: { messageId: MessageId; dueAt: number }
  /** Set when its messages went into another conversation: what is needed to take them back. */
  merged?: Merged
  version: number
}

export type LastMessage = { id: MessageId; direction: 'inbound' | 'outbound'; preview: string; at: number }

export type Merged = {
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

const previewLength = 80

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
  seenBy: [],
  span: { first: orderOf(facts.id), last: orderOf(facts.id) },
  version: 0,
  ...facts,
})

/** A text that arrives late never makes an earlier one the last, nor changes the number that answers leave from. */
export const withMessage = (conversation: Conversation, message: Message): Conversation => {
  const order = orderOf(message.id)
  const { first, last } = conversation.span
  const shown = conversation.lastMessage
  return {
    ...conversation,
    ...(message.direction === 'inbound'
      ? withInbound(conversation, message)
      : { lastOutboundAt: Math.max(conversation.lastOutboundAt ?? 0, message.at) }),
    ...((!shown || order > orderOf(shown.id)) && { lastMessage: lastMessageOf(message) }),
    lastActivityAt: Math.max(conversation.lastActivityAt, message.at),
    span: { first: order < first ? order : first, last: order > last ? order : last },
  }
}

/** Replies leave from the number that the customer last wrote to. */
const withInbound = ({ lastInboundAt = 0, numberId }: Conversation, message: Message) => ({
  lastInboundAt: Math.max(lastInboundAt, message.at),
  numberId: message.at < lastInboundAt ? numberId : message.numberId,
  seenBy: [],
})

const answers: Message['origin'][] = ['after_hours', 'consent', 'welcome']

/** Whether Parley itself wrote it. */
export const isAnswer = ({ origin }: Message): boolean => answers.includes(origin)

/** An automatic answer is among the messages, but is nobody's reply: what is shown as last is what people wrote. */
export const withAnswer = (conversation: Conversation, { id }: Message): Conversation => {
  const { first, last } = conversation.span
  const order = orderOf(id)
  return { ...conversation, span: { first, last: order > last ? order : last } }
}

export const lastMessageOf = (message: Message): LastMessage => ({
  id: message.id,
  direction: message.direction,
  preview: Array.from(message.body).slice(0, previewLength).join(''),
  at: message.at,
})

export const closed = (conversation: Conversation, now: number): Conversation => ({
  ...conversation,
  state: 'closed',
  closedAt: now,
})

export const reopened = (conversation: Conversation, keepClaim: boolean): Conversation => {
  const { closedAt: _, claimedBy, ...rest } = conversation
  return { ...rest, state: 'open', ...(keepClaim && claimedBy && { claimedBy }) }
}
