import type { Agent } from '../agents/agent.ts'
import { isAvailable } from '../agents/availability.ts'
import type { Preferences } from '../agents/preferences.ts'
import type { Change, StoredRecord } from '../app.ts'
import type { Case, CaseEntry } from '../cases/case.ts'
import { type Cause, causeOf, writerOf } from '../cause.ts'
import type { ConsentReview } from '../consents/review.ts'
import type { Contact } from '../contacts/contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { Draft } from '../conversations/draft.ts'
import type { Note } from '../conversations/note.ts'
import { isMarkedUnread, type ReadMarks } from '../conversations/read-marks.ts'
import type { CreditEntry } from '../credits/credit-account.ts'
import type { Email } from '../emails/email.ts'
import type { AgentId } from '../ids.ts'
import type { Filing } from '../messages/filing.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import type { InboundMessage, Message, OutboundMessage } from '../messages/message.ts'
import type { CapNotice } from '../numbers/cap-notice.ts'
import type { Push } from '../pushes/push.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import { opensConversation } from '../threads/decide-thread.ts'
import type { SavedView } from '../views/saved-view.ts'
import type { WebhookEndpoint } from '../webhooks/webhook-endpoint.ts'
import type { ChangedRecord, DomainEvent, EventBody } from './domain-event.ts'

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
    case 'case':
      return caseEvent(before?.kind === 'case' ? before : undefined, after)
    case 'case_entry':
      return before ? undefined : entryEvent(after)
    case 'consent_event':
      return consentEvent(after)
    case 'consent_review':
      return reviewEvent(before?.kind === 'consent_review' ? before : undefined, after)
    case 'credit_entry':
      return creditEvent(after)
    case 'cap_notice':
      return capEvent(after)
    case 'email':
      return emailEvent(before?.kind === 'email' ? before : undefined, after)
    case 'push':
      return before ? undefined : pushEvent(after)
    case 'read_marks':
      return readEvent(after)
    case 'draft':
      return draftEvent(after)
    case 'preferences':
      return preferencesEvent(after)
    case 'agent':
      return agentEvent(before?.kind === 'agent' ? before : undefined, after)
    case 'contact':
      return contactEvent(before?.kind === 'contact' ? before : undefined, after)
    case 'number':
    case 'team':
    case 'unreadable':
      return recordChanged({ kind: after.kind, recordId: after.id, version: after.version })
    case 'settings':
      return recordChanged({ kind: 'settings', version: after.version })
    case 'saved_view':
      return viewEvent(before?.kind === 'saved_view' ? before : undefined, after)
    case 'webhook_endpoint':
      return endpointEvent(before?.kind === 'webhook_endpoint' ? before : undefined, after)
    default:
      return undefined
  }
}

/** The fields whose change is told. Receipts also bring prices, which nobody waits for. */
type ToldOfMessage = Pick<Message, 'status' | 'conversationId' | 'body' | 'media'> & {
  gate?: GateDecision
  resentAs?: Message['id']
}
const toldOfMessage = ['status', 'conversationId', 'body', 'media', 'gate', 'resentAs'] as const

const messageEvent = (before: Message | undefined, after: Message): Told | undefined => {
  if (before && !differ<ToldOfMessage>(before, after, toldOfMessage))
    return filingEvent(before, after) ?? reactionEvent(before, after)
  const { id: messageId, conversationId, numberId, direction, origin, status, version } = after
  const { searchable, automated } = after
  const facts = { messageId, conversationId, numberId, direction, origin, status, version }
  const data = { ...facts, searchable, automated, mediaCount: after.media?.length, caseId: after.case?.id }
  if (before) return { type: 'message.updated', by: causeOfUpdate(before, after), data }
  if (after.direction === 'inbound' && after.reaction) return undefined
  if (after.direction === 'inbound')
    return { type: 'message.received', by: { kind: 'customer' }, data: { ...data, ...opened(after) } }
  return { type: 'message.created', by: senderOf(after), data }
}

const opened = ({ conversationId, threading }: InboundMessage): { opens?: true } =>
  conversationId && opensConversation(threading.decision) ? { opens: true } : {}

/**
 * What rules file is told with the text itself; only the answer to a question files one that was there. Of a filing that was taken
 * back the text does not say by whom.
 */
const filingEvent = (before: Message, after: Message): Told | undefined => {
  const { id: messageId, conversationId, numberId, case: filing, version } = after
  if (!differ(before, after, ['case'])) return undefined
  const data = { messageId, conversationId, numberId, caseId: filing?.id, version }
  const by = filing && filedBy(filing, before)
  return { type: 'message.filed', ...(by && { by }), data }
}

const filedBy = ({ by, reason }: Filing, before: Message): Cause | undefined => {
  if (by !== undefined) return writerOf(by)
  return before.case?.by === undefined ? { kind: 'rule', id: reason } : undefined
}

/** A text or a comment that moves a case up is told by an event of its own. */
const toldOfCase = [
  'number',
  'type',
  'subject',
  'status',
  'state',
  'contactId',
  'phone',
  'numberId',
  'assignee',
  'teamId',
  'external',
  'templateId',
  'input',
  'fields',
  'dueAt',
] as const

const caseEvent = (before: Case | undefined, after: Case): Told | undefined => {
  const changed = before && differing(before, after, toldOfCase)
  const { id: caseId, contactId, state, assignee, teamId, version, by } = after
  if (changed?.length === 0) return after.linkCode ? { type: 'case.page_due', data: { caseId } } : undefined
  const data = { caseId, contactId, state, assignee, teamId, changed, version }
  return { type: caseEventType(before, after), by, data }
}

const caseEventType = (before: Case | undefined, { state }: Case) => {
  if (!before) return 'case.created'
  if ((before.state === 'done') === (state === 'done')) return 'case.updated'
  return state === 'done' ? 'case.resolved' : 'case.reopened'
}

const entryEvent = (entry: CaseEntry): Told | undefined => {
  const { caseId, id: entryId } = entry
  if (entry.type === 'notice')
    return { type: 'case.notice_due', by: writerOf(entry.by), data: { caseId, entryId } }
  if (entry.type !== 'comment') return undefined
  const { public: isPublic, by } = entry
  return { type: 'case.commented', by: writerOf(by), data: { caseId, entryId, public: isPublic } }
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

const programs: Message['origin'][] = ['api', 'campaign', 'case', 'workflow']

const senderOf = ({ origin, sentBy }: OutboundMessage): Cause => {
  if (origin === 'agent') return { kind: 'agent', id: sentBy }
  return sentBy !== undefined && programs.includes(origin)
    ? causeOf({ kind: 'program', id: sentBy })
    : { kind: 'rule', id: origin }
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
  'queuedSince',
  'contactId',
  'contactName',
  'numberId',
  'consentReview',
  'optedOut',
  'snoozedUntil',
  'merged',
] as const

const conversationEvent = (before: Conversation | undefined, after: Conversation): Told | undefined => {
  const changed = before && differing(before, after, toldOfConversation)
  if (changed?.length === 0) return undefined
  const { id: conversationId, numberId, contactId, state, claimedBy, teamId, version } = after
  return {
    type: before ? 'conversation.updated' : 'conversation.created',
    by: before ? causeOfChange(before, after) : causeOfBeginning(after),
    data: { conversationId, numberId, contactId, state, claimedBy, teamId, changed, version },
  }
}

/** Who claims what is free is told where it is not the agent; of other changes the record mostly does not say whose they are. */
const causeOfChange = (before: Conversation, after: Conversation): Cause | undefined => {
  const { version, ...cause } = after.changedBy ?? {}
  if (version === after.version) return cause as Cause
  if ((after.lastInboundAt ?? 0) > (before.lastInboundAt ?? 0)) return { kind: 'customer' }
  return after.claimedBy && !before.claimedBy ? { kind: 'agent', id: after.claimedBy } : undefined
}

const causeOfBeginning = ({ threading, lastMessage }: Conversation): Cause | undefined =>
  threading.decision !== 'split' && lastMessage?.direction === 'inbound' ? { kind: 'customer' } : undefined

/** A note that moves with its conversation is told by the events of that. */
const noteEvent = ({ id: noteId, conversationId, mentions, writtenBy: id }: Note): Told => ({
  type: 'note.created',
  by: id === undefined ? { kind: 'system' } : writerOf(id),
  data: { noteId, conversationId, ...(mentions && { mentions }) },
})

const consentEvent = (entry: ConsentEvent): Told => {
  const { id: consentId, contactId, action, scope, source, numberId, system, form, by: id } = entry
  const widget = form && { widgetId: form.widgetId }
  return {
    type: 'consent.changed',
    by: speakerOf(source, id),
    data: { consentId, contactId, action, scope, source, numberId, system, ...widget },
  }
}

const speakerOf = (source: ConsentEvent['source'], id: string | undefined): Cause => {
  if (source === 'deadline') return { kind: 'rule', id: 'consent_review_deadline' }
  if (source === 'import') return { kind: id?.startsWith('agt_') ? 'agent' : 'program', id }
  const kind = source === 'api' ? 'program' : source
  return id === undefined ? { kind } : { kind, id }
}

/** What words about consent change in a contact is told by the events of those. */
const toldOfContact = [
  'name',
  'emails',
  'attributes',
  'metadata',
  'externalIds',
  'smsEnabled',
  'doNotContact',
  'refusals',
  'enrolled',
  'enrolments',
  'zone',
] as const

const contactEvent = (before: Contact | undefined, after: Contact): Told => {
  const { id: contactId, mergedInto, changedBy: by, version } = after
  if (!before) return { type: 'contact.created', by, data: { contactId, version } }
  if (mergedInto && !before.mergedInto)
    return { type: 'contact.merged', by, data: { contactId, mergedInto, version } }
  if (!differ(before, after, toldOfContact) && !differ(numbersOf(before), numbersOf(after), ['phones']))
    return recordChanged({ kind: 'contact', recordId: contactId, version })
  return { type: 'contact.updated', by, data: { contactId, version } }
}

const numbersOf = ({ phones }: Contact) => ({ phones: phones.map(({ phone, type }) => ({ phone, type })) })

/** Once, when the reminder is written, it is told as due. */
const reviewEvent = (before: ConsentReview | undefined, after: ConsentReview): Told => {
  const { id: reviewId, contactId, conversationId, messageId, dueAt, remindedAt } = after
  if (remindedAt === undefined || before?.remindedAt !== undefined)
    return recordChanged({ kind: 'review', recordId: reviewId, version: after.version })
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

/** Nobody has to be told of what an admin did by hand. */
const endpointEvent = (
  before: WebhookEndpoint | undefined,
  { id: webhookEndpointId, state, disabledReason: reason, version }: WebhookEndpoint,
): Told | undefined => {
  if (state !== 'disabled' || before?.state === 'disabled') return undefined
  if (reason === undefined || reason === 'by_hand') return undefined
  return {
    type: 'webhook_endpoint.disabled',
    by: { kind: 'system' },
    data: { webhookEndpointId, reason, version },
  }
}

const recordChanged = (data: ChangedRecord): Told => ({ type: 'record.changed', data })

/** A view that was taken from the others is told to them once more. */
const viewEvent = (before: SavedView | undefined, { id, owner, shared, version }: SavedView): Told => {
  const isOwn = !shared && !before?.shared && owner.startsWith('agt_')
  const agentId = isOwn ? (owner as AgentId) : undefined
  return recordChanged({ kind: 'view', recordId: id, agentId, version })
}

/** Whatever else changed with it is told too: all three say that the agent is different. */
const agentEvent = (before: Agent | undefined, after: Agent): Told => {
  const { id: agentId, active, version } = after
  const available = isAvailable(after)
  const isTold = available !== (before !== undefined && isAvailable(before))
  return {
    type: !isTold ? 'agent.changed' : available ? 'agent.available' : 'agent.away',
    data: { agentId, active, version },
  }
}

/** Marks that were written before they named the conversation tell nothing. */
/** That it is being handed over is over in a moment. */
const emailEvent = (before: Email | undefined, after: Email): Told | undefined => {
  const { id: emailId, contactId, status, reason, version } = after
  if (status === 'sending' || status === before?.status) return undefined
  const data = { emailId, contactId, status, reason, version }
  return before ? { type: 'email.updated', by: { kind: 'system' }, data } : { type: 'email.created', data }
}

const readEvent = (marks: ReadMarks): Told | undefined => {
  const { agentId, marked: conversationId } = marks
  if (!conversationId) return undefined
  const unread = isMarkedUnread(marks, conversationId)
  return {
    type: 'agent.read',
    by: { kind: 'agent', id: agentId },
    data: { agentId, conversationId, unread },
  }
}

const draftEvent = ({ agentId, conversationId, version }: Draft): Told => ({
  type: 'agent.draft_saved',
  by: { kind: 'agent', id: agentId },
  data: { agentId, conversationId, version },
})

/** For who sends it: nobody else has a use for it. */
const pushEvent = ({ id: pushId, agentId }: Push): Told => ({
  type: 'push.created',
  by: { kind: 'system' },
  data: { pushId, agentId },
})

const preferencesEvent = ({ agentId, version }: Preferences): Told => ({
  type: 'agent.preferences_changed',
  by: { kind: 'agent', id: agentId },
  data: { agentId, version },
})

const differ = <T>(before: T, after: T, keys: readonly (keyof T)[]): boolean =>
  differing(before, after, keys).length > 0

const differing = <T, K extends keyof T>(before: T, after: T, keys: readonly K[]): K[] =>
  keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
