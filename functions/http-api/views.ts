import type * as z from 'zod/mini'
import type * as s from '#contract/api/schemas.ts'
import type { Principal } from '#domain/agents/principal.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { explainGate, type GateDecision } from '#domain/messages/gate.ts'
import type { Message, OutboundMessage } from '#domain/messages/message.ts'

type View<S extends z.ZodMiniType> = z.infer<S>

const time = (at: number) => new Date(at).toISOString()
const optionalTime = (at: number | undefined) => (at === undefined ? undefined : time(at))

export const messageView = (message: Message): View<typeof s.message> => ({
  id: message.id,
  conversation_id: message.conversationId,
  direction: message.direction,
  from: message.from,
  to: message.to,
  body: message.body,
  media: [],
  status: message.status,
  encoding: message.encoding,
  segments: message.segments,
  origin: message.origin,
  created_at: time(message.createdAt),
  ...(message.direction === 'outbound' ? outboundView(message) : { parts: [] }),
})

const outboundView = (message: OutboundMessage) => ({
  parts: message.parts.map((part) => ({
    body: part.body,
    segments: part.segments,
    status: part.status,
    carrier_message_id: part.carrierMessageId,
    price: part.price,
    carrier_fee: part.carrierFee,
  })),
  gate: gateView(message.gate),
  error: message.error,
  sent_by: message.sentBy,
  sent_at: optionalTime(message.sentAt),
  delivered_at: optionalTime(message.deliveredAt),
})

const gateView = (gate: GateDecision): View<typeof s.gate> => ({
  decision: gate.decision,
  reason: 'reason' in gate ? gate.reason : undefined,
  explanation: explainGate(gate),
  release_at: 'releaseAt' in gate ? time(gate.releaseAt) : undefined,
})

/** `unread` and `new` are those of the asking agent; a program has no eyes. */
export const conversationView =
  (principal: Principal) =>
  (conversation: Conversation): View<typeof s.conversation> => ({
    id: conversation.id,
    state: conversation.state,
    phone: conversation.phone,
    number: { id: conversation.numberId },
    contact_id: conversation.contactId,
    subject: conversation.subject,
    claimed_by: conversation.claimedBy,
    participants: conversation.participants,
    tags: conversation.tags,
    team_id: conversation.teamId,
    unread: isUnread(conversation, principal),
    new: principal.kind === 'agent' && conversation.seen[principal.id] === undefined,
    last_message: conversation.lastMessage && {
      ...conversation.lastMessage,
      at: time(conversation.lastMessage.at),
    },
    last_activity_at: time(conversation.lastActivityAt),
    opened_at: time(conversation.openedAt),
    closed_at: optionalTime(conversation.closedAt),
    threading: { ...conversation.threading, at: time(conversation.threading.at) },
  })

const isUnread = (conversation: Conversation, principal: Principal): boolean =>
  principal.kind === 'agent' && (conversation.lastInboundAt ?? 0) > (conversation.seen[principal.id] ?? 0)

export const pageView = <T, V>(page: { records: T[]; nextCursor?: string }, view: (record: T) => V) => ({
  data: page.records.map(view),
  has_more: page.nextCursor !== undefined,
  next_cursor: page.nextCursor,
})
