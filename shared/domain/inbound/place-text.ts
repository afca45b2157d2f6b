import type { App, Reading, StoredRecord } from '../app.ts'
import {
  type Conversation,
  closed,
  newConversation,
  reopened,
  type Threading,
} from '../conversations/conversation.ts'
import { keepsClaim } from '../conversations/keeps-claim.ts'
import { isElsewhere, openConversation } from '../conversations/open-conversation.ts'
import { withMessage } from '../conversations/with-message.ts'
import { ConflictError } from '../error.ts'
import { type ConversationId, entryOrder, type MessageId } from '../ids.ts'
import type { InboundMessage, Message } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import { decideThread, stillUnanswered, type ThreadingDecision } from '../threads/decide-thread.ts'
import { answersNotice } from '../threads/notices.ts'
import {
  lastClosedHead,
  type Thread,
  type UnansweredOutbound,
  withClosedHead,
  withOpenHead,
  withoutUnanswered,
} from '../threads/thread.ts'
import type { CarrierInbound } from './received-text.ts'

export type PlaceNeeds = Pick<App, 'agents' | 'randomId' | 'clock' | 'conversations' | 'messages'>

/** A customer's text on its way into the thread of its phone. */
export type Placing = {
  inbound: CarrierInbound
  /** The id that the text will have. */
  messageId: MessageId
  number: BusinessNumber
  settings: Settings
  thread: Thread
  reading: Reading
}

/** Where a text goes and why, with the thread as it then is and whatever else changes. Without a conversation it stands alone. */
export type Place = {
  conversation?: Conversation
  threading: InboundMessage['threading']
  thread: Thread
  others: StoredRecord[]
}

type Opened = Place & { conversation: Conversation }

/** A text and the conversation that is open for it, if any. */
type Found = Placing & { current: Conversation | undefined }

/** Decides in which conversation a customer's text belongs, and carries that out short of writing it. */
export const placeText = async (app: PlaceNeeds, placing: Placing): Promise<Place> => {
  const { inbound, number, settings, thread } = placing
  const current = await openConversation(app, placing)
  if (!current && answersNotice(thread, number.id, inbound.at))
    return { thread, threading: { decision: 'keep_apart', reason: 'answers_notice' }, others: [] }
  const last = thread.unanswered.length > 0 ? await lastConversation(app, placing, current) : undefined
  const { lastOutboundAt, lastInboundAt } = last ?? {}
  const waiting = stillUnanswered(thread, { lastInboundAt })
  const joins = current !== undefined && settings.caseReplies === 'join_open'
  const { unanswered, named } =
    joins && waiting.every(({ caseId }) => caseId)
      ? { unanswered: waiting }
      : await unansweredOutbounds(app, placing, waiting)
  const facts = { at: inbound.at, numberId: number.id, answers: named, lastOutboundAt, lastInboundAt }
  return carryOut(app, { ...placing, current }, decideThread({ ...thread, unanswered }, facts, settings))
}

/**
 * A keyword never opens, reopens or closes a conversation, for there is nothing to reply to: it goes into the open
 * conversation, or only into the timeline of its phone.
 */
export const placeKeyword = async (app: Pick<App, 'conversations'>, placing: Placing): Promise<Place> => {
  const conversation = await openConversation(app, placing)
  const threading = conversation
    ? { decision: 'append', reason: 'conversation_open' }
    : { decision: 'keep_apart', reason: 'keyword_alone' }
  const placed = conversation ? underNumber(placing, conversation) : { thread: placing.thread }
  return { ...placed, threading, others: [] }
}

/**
 * The open conversation that goes on under the number of the text. Where it was under another one the thread is written as
 * well: had that changed since it was read, the text is placed once more.
 */
const underNumber = (
  { thread, settings, number }: Placing,
  current: Conversation,
): Pick<Opened, 'conversation' | 'thread'> => {
  if (!isElsewhere(current, settings, number)) return { conversation: current, thread }
  const head = { conversationId: current.id, numberId: number.id }
  return {
    conversation: { ...current, numberId: number.id, numberAddress: number.address },
    thread: withOpenHead(thread, settings.threadScope, head),
  }
}

/** The unanswered texts that the customer may have got, and the one that the carrier names: null when it names none of them. */
const unansweredOutbounds = async (
  app: PlaceNeeds,
  { thread, inbound }: Placing,
  texts: UnansweredOutbound[],
): Promise<Pick<Thread, 'unanswered'> & { named?: MessageId | null }> => {
  const { previousCarrierMessageId: name } = inbound
  const waiting = await Promise.all(
    texts.map(({ messageId }) => app.messages.get(thread.workspace, messageId, name ? 'fresh' : 'cached')),
  )
  const named =
    name === undefined
      ? undefined
      : (waiting.find((message) => carrierIdsOf(message).includes(name))?.id ?? null)
  const answerable = texts.filter((l, i) => l.messageId === named || mayHaveLeft(waiting[i]))
  return { unanswered: answerable, named }
}

/** Whether a text of ours may be on a phone. */
export const mayHaveLeft = (message: Message | undefined): boolean =>
  !['held', 'blocked', 'canceled', 'failed'].includes(message?.status ?? 'queued')

/** The conversation that the text would go on with: what was said there later than an unanswered text comes before that. */
const lastConversation = async (
  app: PlaceNeeds,
  { thread, settings, number }: Placing,
  current: Conversation | undefined,
): Promise<Conversation | undefined> => {
  if (current) return current
  const head = lastClosedHead(thread, settings.threadScope, number.id)
  return head && app.conversations.get(thread.workspace, head.conversationId)
}

const carrierIdsOf = (message: Message | undefined): (string | undefined)[] =>
  message?.direction === 'outbound' ? message.parts.map((part) => part.carrierMessageId) : []

const carryOut = async (app: PlaceNeeds, found: Found, decision: ThreadingDecision): Promise<Place> => {
  const threading = { decision: decision.decision, reason: decision.reason, at: app.clock.now() }
  const { current } = found
  switch (decision.decision) {
    case 'append':
      if (!current) throw new ConflictError([])
      return joined(found, { ...underNumber(found, current), threading, others: [] })
    case 'reopen':
      return reopenLast(app, found, decision.conversationId, { ...threading, messageId: found.messageId })
    case 'start':
      return startNew(app, found, threading)
    case 'start_from_outbound':
      return startFromOutbound(app, found, decision.messageId, threading)
  }
}

/**
 * What of no case was sent before the text of a case that is answered here is answered, too: the next text would otherwise
 * close the conversation for it.
 */
const joined = ({ inbound }: Found, place: Place): Place => {
  if (place.threading.reason !== 'reply_to_case_text') return place
  const { unanswered } = place.thread
  const left = unanswered.filter(({ caseId, at }) => caseId || at > inbound.at)
  return left.length === unanswered.length
    ? place
    : { ...place, thread: { ...place.thread, unanswered: left } }
}

const reopenLast = async (
  app: PlaceNeeds,
  found: Found,
  id: ConversationId,
  threading: Threading,
): Promise<Place> => {
  const { thread, reading, settings, number } = found
  const last = await app.conversations.get(thread.workspace, id, reading)
  if (last?.state !== 'closed') throw new ConflictError([])
  const claimer = last.claimedBy && (await app.agents.get(thread.workspace, last.claimedBy))
  const open = reopened(last, keepsClaim(claimer || undefined, number))
  return {
    conversation: { ...underNumber(found, open).conversation, threading },
    threading,
    thread: withOpenHead(thread, settings.threadScope, { conversationId: id, numberId: number.id }),
    others: [],
  }
}

const startNew = (
  app: PlaceNeeds,
  { thread, number, settings, inbound }: Found,
  threading: Threading,
): Opened => {
  const now = app.clock.now()
  const conversation = newConversation({
    workspace: thread.workspace,
    id: `cnv_${entryOrder(inbound.at, now, app.randomId)}${thread.ref}`,
    phone: thread.phone,
    numberId: number.id,
    contactId: thread.contactId,
    contactName: thread.flags.name,
    teamId: number.teamId,
    openedAt: now,
    threading,
  })
  const head = { conversationId: conversation.id, numberId: number.id }
  return { conversation, threading, thread: withOpenHead(thread, settings.threadScope, head), others: [] }
}

/** The new conversation begins with the outbound that is answered; the open one, if any, is closed (Intercom). */
const startFromOutbound = async (
  app: PlaceNeeds,
  found: Found,
  messageId: MessageId,
  threading: Threading,
): Promise<Place> => {
  const outbound = await app.messages.get(found.thread.workspace, messageId, 'fresh')
  if (!outbound) throw new ConflictError([])
  const now = app.clock.now()
  const { current } = found
  const answered = withoutUnanswered(found.thread, messageId)
  const thread = current ? withClosedHead(answered, current.id, now) : answered
  const place = startNew(app, { ...found, thread }, threading)
  return {
    ...place,
    conversation: withMessage(place.conversation, outbound),
    others: [
      { ...outbound, conversationId: place.conversation.id },
      ...(current ? [closed(current, now)] : []),
    ],
  }
}
