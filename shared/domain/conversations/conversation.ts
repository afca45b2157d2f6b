import type {
  AgentId,
  ContactId,
  ConversationId,
  EntryOrder,
  MessageId,
  NumberId,
  TeamId,
  WorkspaceId,
} from '../ids.ts'
import { orderOf } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import type { Phone } from '../phones/phone.ts'
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
  /** When each agent last looked at it, epoch milliseconds. */
  seen: Record<AgentId, number>
  /** Where its messages begin and end in the thread; others may lie between. */
  span: { first: EntryOrder; last: EntryOrder }
  threading: Threading
  version: number
}

export type LastMessage = { id: MessageId; direction: 'inbound' | 'outbound'; preview: string; at: number }

/** Why the newest threading decision on this conversation was made. */
export type Threading = {
  decision: ThreadingDecision['decision'] | 'split' | 'merge' | 'continue'
  reason: string
  at: number
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
  seen: {},
  span: { first: orderOf(facts.id), last: orderOf(facts.id) },
  version: 0,
  ...facts,
})

/** A text that arrives late never makes an earlier one the last, nor changes the number that answers leave from. */
export const withMessage = (conversation: Conversation, message: Message): Conversation => {
  const order = orderOf(message.id)
  const { first, last } = conversation.span
  const newest = order >= last || !conversation.lastMessage
  const inbound = message.direction === 'inbound'
  return {
    ...conversation,
    ...(inbound
      ? { lastInboundAt: Math.max(conversation.lastInboundAt ?? 0, message.at) }
      : { lastOutboundAt: Math.max(conversation.lastOutboundAt ?? 0, message.at) }),
    ...(newest && { lastMessage: lastMessageOf(message) }),
    ...(newest && inbound && { numberId: message.numberId }),
    lastActivityAt: Math.max(conversation.lastActivityAt, message.at),
    span: { first: order < first ? order : first, last: order > last ? order : last },
  }
}

const lastMessageOf = (message: Message): LastMessage => ({
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
