import type { AgentId, ConversationId, MessageId, NumberId, WorkspaceId } from '../ids.ts'
import type { Metadata } from '../metadata.ts'
import type { Address } from '../phones/phone.ts'
import type { RecipientCarrier } from '../recipient-carrier.ts'
import type { GateDecision } from './gate-decision.ts'
import type { Reaction, ReactionTo } from './reaction.ts'

/** What a person wrote, whole, in either direction. */
export type Message = InboundMessage | OutboundMessage

type MessageFacts = {
  kind: 'message'
  workspace: WorkspaceId
  id: MessageId
  conversationId?: ConversationId
  numberId: NumberId
  from: Address
  to: Address
  body: string
  /** Its place in the thread, epoch milliseconds: the carrier's time where it gives one. */
  at: number
  createdAt: number
  encoding: 'gsm7' | 'ucs2'
  segments: number
  version: number
}

export type InboundMessage = MessageFacts & {
  direction: 'inbound'
  status: 'received'
  origin: 'customer'
  carrierMessageId: string
  /** Why it is in its conversation. */
  threading: { decision: string; reason: string }
  /** The customer's phone made this text of a reaction to one of ours. */
  reaction?: ReactionTo
}

export type OutboundMessage = MessageFacts & {
  direction: 'outbound'
  status: OutboundStatus
  origin: OutboundOrigin
  sentBy?: AgentId | string
  /** The sender's name at that time. */
  sentByName?: string
  metadata?: Metadata
  parts: Part[]
  gate: GateDecision
  /** The earliest moment that its sender asked for, epoch milliseconds. */
  sendAt?: number
  /** A person decided that it does not wait for business hours. */
  sendNow?: boolean
  /** When it was last changed while it was held, epoch milliseconds. */
  editedAt?: number
  error?: DeliveryError
  sentAt?: number
  deliveredAt?: number
  /** When an attempt ended without an answer, epoch milliseconds. */
  unknownAt?: number
  /** Whose customer the recipient is, as a receipt told: daily caps of carriers ask. */
  recipientCarrier?: RecipientCarrier
  /** What the customer's phones said about it. */
  reactions?: Reaction[]
}

/** Who or what wrote an outbound text; all but `agent` are automated. */
export type OutboundOrigin = 'agent' | 'api' | 'campaign' | 'case' | 'consent' | 'welcome' | 'after_hours'

/** What a sender may say that a text is; otherwise it is an agent's or the API's. */
export type ProgramOrigin = Extract<OutboundOrigin, 'api' | 'campaign' | 'case'>

export type OutboundStatus =
  | 'held'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'unknown'
  | 'blocked'
  | 'canceled'

/** Texts that did not arrive, or of which nobody knows: few, and somebody should look at them. */
export type UnsuccessfulStatus = (typeof unsuccessfulStatuses)[number]

const unsuccessfulStatuses = ['failed', 'undelivered', 'unknown', 'blocked', 'canceled'] as const

export const isUnsuccessful = (status: Message['status']): status is UnsuccessfulStatus =>
  unsuccessfulStatuses.some((each) => each === status)

/** One request to a carrier. */
export type Part = {
  /** Left out where it is the body of the message. */
  body?: string
  segments: number
  status: PartStatus
  carrierMessageId?: string
  error?: DeliveryError
  /** What the carrier charged, in USD. */
  price?: number
  carrierFee?: number
}

export type PartStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'unknown' | 'canceled'

export type DeliveryError = { code: string; detail: string }

/** How far a part has come: receipts only ever move it up. A delivery is believed over an error. */
const rank: Record<PartStatus, number> = {
  queued: 0,
  unknown: 1,
  sent: 2,
  canceled: 3,
  failed: 3,
  undelivered: 3,
  delivered: 4,
}

export const advances = (from: PartStatus, to: PartStatus): boolean => rank[to] > rank[from]

/** The message is as far as its least happy part: one part lost is a text not delivered. */
const statusOfParts = (parts: Part[]): OutboundStatus => {
  const all = (...statuses: PartStatus[]) => parts.every((part) => statuses.includes(part.status))
  const some = (status: PartStatus) => parts.some((part) => part.status === status)
  if (some('failed')) return 'failed'
  if (some('undelivered')) return 'undelivered'
  if (some('unknown')) return 'unknown'
  if (all('delivered')) return 'delivered'
  if (all('sent', 'delivered')) return 'sent'
  return all('queued') ? 'queued' : 'sending'
}

/** The message with one part changed, its own state and times following from its parts. */
export const withPart = (
  message: OutboundMessage,
  index: number,
  change: Partial<Part>,
  now: number,
): OutboundMessage => {
  const parts = message.parts.map((part, i) => (i === index ? { ...part, ...change } : part))
  const status = statusOfParts(parts)
  const sent = status === 'sent' || status === 'delivered'
  return {
    ...message,
    parts,
    status,
    error: parts.find((part) => part.error)?.error,
    sentAt: message.sentAt ?? (sent ? now : undefined),
    deliveredAt: message.deliveredAt ?? (status === 'delivered' ? now : undefined),
    unknownAt: status === 'unknown' ? (message.unknownAt ?? now) : undefined,
  }
}

/** Names a part to the queue and to the carrier, and back. */
export const partId = (messageId: MessageId, index: number): string => `${messageId}.${index}`

export const parsePartId = (id: string): { messageId: MessageId; index: number } | undefined => {
  const match = /^(msg_[0-9a-z]+)\.(\d+)$/.exec(id)
  return match ? { messageId: match[1] as MessageId, index: Number(match[2]) } : undefined
}
