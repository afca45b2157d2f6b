import { times } from '#wiring/times.ts'
import type { AgentId, ConversationId, MessageId, NumberId, WorkspaceId } from '../ids.ts'
import type { Media } from '../media/media.ts'
import type { Metadata } from '../metadata.ts'
import type { Address } from '../phones/phone.ts'
import type { RecipientCarrier } from '../recipient-carrier.ts'
import type { Filing } from './filing.ts'
import type { GateDecision } from './gate-decision.ts'
import type { Reaction, ReactionTo } from './reaction.ts'
import type { UsedTemplate } from './used-template.ts'

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
  /** Pictures and other files that came with it, in their order. */
  media?: Media[]
  /** Its place in the thread, epoch milliseconds: the carrier's time where it gives one. */
  at: number
  createdAt: number
  encoding: 'gsm7' | 'ucs2'
  segments: number
  /** It is to be found by its words. */
  searchable?: true
  /** Workflows may start from it: some were on when it was stored. */
  automated?: true
  /** To which case it is filed. */
  case?: Filing
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
  /** What its words were made from. */
  template?: UsedTemplate
  parts: Part[]
  gate: GateDecision
  /** The earliest moment that its sender asked for, epoch milliseconds. */
  sendAt?: number
  /** The last moment at which it may begin to leave, epoch milliseconds. */
  leaveBy?: number
  /** A person decided that it does not wait for business hours. */
  sendNow?: boolean
  /** When it was last changed while it was held, epoch milliseconds. */
  editedAt?: number
  error?: DeliveryError
  sentAt?: number
  deliveredAt?: number
  /** Since when nobody can tell whether it arrived, epoch milliseconds. */
  unknownAt?: number
  /** Whose customer the recipient is, as a receipt told: daily caps of carriers ask. */
  recipientCarrier?: RecipientCarrier
  /** What the customer's phones said about it. */
  reactions?: Reaction[]
  /** When its parts last went to the queue, where that was later than it was stored; epoch milliseconds. */
  queuedAt?: number
  /** When the sweep looks at it, beside the times at which it looks at every text; epoch milliseconds. */
  checkAt?: number
  /** The text that a person sent again with this one, and the one with which this one was sent again. */
  resendOf?: MessageId
  resentAs?: MessageId
}

/** Who or what wrote an outbound text; all but `agent` are automated. */
export type OutboundOrigin =
  | 'agent'
  | 'api'
  | 'campaign'
  | 'case'
  | 'consent'
  | 'welcome'
  | 'after_hours'
  | 'case_question'
  | 'notice'
  | 'workflow'

/** What Parley itself writes because of what a customer wrote this moment, and nobody needs later. */
const answers: readonly OutboundOrigin[] = ['consent', 'welcome', 'after_hours', 'case_question', 'notice']

export const isAnswer = (origin: OutboundOrigin): boolean => answers.includes(origin)

/** Whether it is nobody's reply: whoever it goes to still waits for one. */
export const isNoReply = (origin: OutboundOrigin): boolean => origin === 'workflow' || isAnswer(origin)

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
  canceled: 4,
  failed: 4,
  undelivered: 4,
  delivered: 5,
}

/** The carrier took it, and its last word is that nobody can say what became of it: above `sent`, below all that is certain. */
const noFinalWord = 'delivery_unknown'

const rankOf = ({ status, error }: Pick<Part, 'status' | 'error'>): number =>
  status === 'unknown' && error?.code === noFinalWord ? rank.sent + 1 : rank[status]

type Progress = Pick<Part, 'status' | 'error'>

export const advances = (from: Progress, to: Progress): boolean => rankOf(to) > rankOf(from)

/** What a part says that was sent and of which no final word came. */
export const withoutFinalWord: Progress = {
  status: 'unknown',
  error: { code: noFinalWord, detail: 'The carrier took the text and never said whether it arrived.' },
}

/** Some parts left, and the rest was withdrawn. */
const restWithdrawn: DeliveryError = {
  code: 'rest_withdrawn',
  detail: 'The rest of the text was withdrawn, so only its beginning may have arrived.',
}

/** The message is as far as its least happy part: one part lost or withdrawn is a text not delivered. */
const statusOfParts = (parts: Part[]): OutboundStatus => {
  const all = (...statuses: PartStatus[]) => parts.every((part) => statuses.includes(part.status))
  const some = (status: PartStatus) => parts.some((part) => part.status === status)
  if (some('failed')) return 'failed'
  if (some('undelivered')) return 'undelivered'
  if (some('unknown')) return 'unknown'
  if (some('queued')) return all('queued') ? 'queued' : 'sending'
  if (some('canceled')) return all('canceled') ? 'canceled' : 'undelivered'
  return all('delivered') ? 'delivered' : 'sent'
}

/** The message with one part changed, its own state and times following from its parts. */
export const withPart = (
  message: OutboundMessage,
  index: number,
  change: Partial<Part>,
  now: number,
): OutboundMessage => {
  const parts = message.parts.map((part, i) => (i === index ? { ...part, ...change } : part))
  return withParts(message, parts, now)
}

/** The message with other states of its parts. */
export const withParts = (message: OutboundMessage, parts: Part[], now: number): OutboundMessage => {
  const status = statusOfParts(parts)
  const sent = status === 'sent' || status === 'delivered'
  return {
    ...message,
    parts,
    status,
    checkAt: nextCheck(message, status, now),
    error: errorOfParts(parts, status),
    sentAt: message.sentAt ?? (sent ? now : undefined),
    deliveredAt: message.deliveredAt ?? (status === 'delivered' ? now : undefined),
    unknownAt: status === 'unknown' ? (message.unknownAt ?? now) : undefined,
  }
}

/**
 * A text on its way keeps its time. One that was just sent is looked at with all others, unless that time is over as it waited
 * for days.
 */
const nextCheck = (before: OutboundMessage, status: OutboundStatus, now: number): number | undefined => {
  const { checkAt, createdAt } = before
  if (status === 'queued' || status === 'sending' || status === before.status) return checkAt
  const isPast = checkAt !== undefined && createdAt + times.finalWord <= now
  return status === 'sent' && isPast ? now + times.finalWord : undefined
}

const errorOfParts = (parts: Part[], status: OutboundStatus): DeliveryError | undefined =>
  parts.find((part) => part.error)?.error ?? (status === 'undelivered' ? restWithdrawn : undefined)

/** Names a part to the queue and to the carrier, and back. */
export const partId = (messageId: MessageId, index: number): string => `${messageId}.${index}`

export const parsePartId = (id: string): { messageId: MessageId; index: number } | undefined => {
  const match = /^(msg_[0-9a-z]+)\.(\d+)$/.exec(id)
  return match ? { messageId: match[1] as MessageId, index: Number(match[2]) } : undefined
}
