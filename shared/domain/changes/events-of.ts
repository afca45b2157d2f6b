import type { Change, StoredRecord } from '../app.ts'
import type { ConsentReview } from '../consents/review.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { Note } from '../conversations/note.ts'
import type { CreditEntry } from '../credits/credit-account.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import type { Message, OutboundMessage } from '../messages/message.ts'
import type { CapNotice } from '../numbers/cap-notice.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import type { Cause, DomainEvent, EventBody } from './domain-event.ts'

type Told = EventBody & { by?: Cause }

/** The event that tells other programs of a change, if there is one. */
export const eventsOf = ({ id, at, before, after }: Change): DomainEvent[] => {
  const told = after && tell(before, after)
  return told && 'workspace' in after ? [{ id, at, workspace: after.workspace, ...told }] : []
}

const tell = (before: StoredRecord | undefined, after: StoredRecord): Told | undefined => {
  switch (after.kind) {
    case 'message':
      return messageEvent(before?.kind === 'message' ? before : undefined, after)
    case 'conversation':
      return conversationEvent(before?.kind === 'conversation' ? before : undefined, after)
    case 'note':
      return before ? undefined : noteEvent(after)
    case 'consent_event':
      return consentEvent(after)
    case 'consent_review':
      return reviewEvent(before?.kind === 'consent_review' ? before : undefined, after)
    case 'credit_entry':
      return creditEvent(after)
    case 'cap_notice':
      return capEvent(after)
    default:
      return undefined
  }
}

/** The fields whose change is told. Receipts also bring prices, which nobody waits for. */
type ToldOfMessage = Pick<Message, 'status' | 'conversationId' | 'body'> & {
  gate?: GateDecision
  resentAs?: Message['id']
}
const toldOfMessage = ['status', 'conversationId', 'body', 'gate', 'resentAs'] as const

const messageEvent = (before: Message | undefined, after: Message): Told | undefined => {
  if (before && !differ<ToldOfMessage>(before, after, toldOfMessage)) return reactionEvent(before, after)
  const { id: messageId, conversationId, numberId, direction, origin, status, searchable, version } = after
  const data = { messageId, conversationId, numberId, direction, origin, status, searchable, version }
  if (before) return { type: 'message.updated', by: causeOfUpdate(before, after), data }
  if (after.direction === 'inbound' && after.reaction) return undefined
  if (after.direction === 'inbound') return { type: 'message.received', by: { kind: 'customer' }, data }
  return { type: 'message.created', by: senderOf(after), data }
}

/** The newest reaction stands last. The text that the phone made of it tells nothing of its own. */
const reactionEvent = (before: Message, after: Message): Told | undefined => {
  if (before.direction === 'inbound' || after.direction === 'inbound') return undefined
  const newest = after.reactions?.at(-1)
  if (!newest || !differ(before, after, ['reactions'])) return undefined
  const { id: messageId, conversationId, numberId, version } = after
  const { emoji, removed = false } = newest
  const data = { messageId, conversationId, numberId, emoji, removed, version }
  return { type: 'message.reacted', by: { kind: 'customer' }, data }
}

const programs: Message['origin'][] = ['api', 'campaign', 'case']

const senderOf = ({ origin, sentBy }: OutboundMessage): Cause => {
  if (origin === 'agent') return { kind: 'agent', id: sentBy }
  return programs.includes(origin) ? { kind: 'program', id: sentBy } : { kind: 'rule', id: origin }
}

const toldByCarriers: Message['status'][] = ['sending', 'sent', 'delivered', 'undelivered', 'failed']

/** A record does not say who edited, moved, canceled or released a text. */
const causeOfUpdate = (before: Message, { status }: Message): Cause | undefined =>
  status !== before.status && toldByCarriers.includes(status) ? { kind: 'carrier' } : undefined

/** What a text changes in its conversation is told by the event of the text. */
const toldOfConversation = [
  'state',
  'subject',
  'claimedBy',
  'participants',
  'tags',
  'teamId',
  'contactId',
  'contactName',
  'numberId',
  'consentReview',
  'optedOut',
  'snoozedUntil',
  'merged',
] as const

const conversationEvent = (before: Conversation | undefined, after: Conversation): Told | undefined => {
  if (before && !differ(before, after, toldOfConversation)) return undefined
  const { id: conversationId, numberId, contactId, state, claimedBy, teamId, version } = after
  return {
    type: before ? 'conversation.updated' : 'conversation.created',
    by: before ? causeOfChange(before, after) : causeOfBeginning(after),
    data: { conversationId, numberId, contactId, state, claimedBy, teamId, version },
  }
}

/** Nobody but the agent takes a claim that is free; of other changes the record does not say whose they are. */
const causeOfChange = (before: Conversation, after: Conversation): Cause | undefined => {
  if ((after.lastInboundAt ?? 0) > (before.lastInboundAt ?? 0)) return { kind: 'customer' }
  return after.claimedBy && !before.claimedBy ? { kind: 'agent', id: after.claimedBy } : undefined
}

const causeOfBeginning = ({ threading, lastMessage }: Conversation): Cause | undefined =>
  threading.decision !== 'split' && lastMessage?.direction === 'inbound' ? { kind: 'customer' } : undefined

/** A note that moves with its conversation is told by the events of that. */
const noteEvent = ({ id: noteId, conversationId, writtenBy: id }: Note): Told => ({
  type: 'note.created',
  by: id === undefined ? { kind: 'system' } : { kind: id.startsWith('agt_') ? 'agent' : 'program', id },
  data: { noteId, conversationId },
})

const consentEvent = (entry: ConsentEvent): Told => {
  const { id: consentId, contactId, action, scope, source, numberId, by: id } = entry
  return {
    type: 'consent.changed',
    by: speakerOf(source, id),
    data: { consentId, contactId, action, scope, source, numberId },
  }
}

const speakerOf = (source: ConsentEvent['source'], id: string | undefined): Cause => {
  if (source === 'deadline') return { kind: 'rule', id: 'consent_review_deadline' }
  const kind = source === 'api' ? 'program' : source
  return id === undefined ? { kind } : { kind, id }
}

/** Told once, when the reminder is written. */
const reviewEvent = (before: ConsentReview | undefined, after: ConsentReview): Told | undefined => {
  const { id: reviewId, contactId, conversationId, messageId, dueAt, remindedAt } = after
  if (remindedAt === undefined || before?.remindedAt !== undefined) return undefined
  return {
    type: 'consent.review_due',
    by: { kind: 'system' },
    data: { reviewId, contactId, conversationId, messageId, dueAt: new Date(dueAt).toISOString() },
  }
}

const creditEvent = ({ id: entryId, left, messageId, warning }: CreditEntry): Told | undefined =>
  warning && {
    type: warning === 'none' ? 'credits.used_up' : 'credits.low',
    by: { kind: 'system' },
    data: { entryId, left, messageId },
  }

const capEvent = ({ level, brandId, carrier, numberId, day, segmentsPerDay }: CapNotice): Told => ({
  type: level === 'low' ? 'daily_cap.low' : 'daily_cap.used_up',
  by: { kind: 'system' },
  data: { brandId, carrier, numberId, day, segmentsPerDay },
})

const differ = <T>(before: T, after: T, keys: readonly (keyof T)[]): boolean =>
  keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
