import type { App, Reading, StoredRecord } from '../app.ts'
import {
  type Conversation,
  closed,
  newConversation,
  reopened,
  type Threading,
} from '../conversations/conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { withMessage } from '../conversations/with-message.ts'
import { ConflictError } from '../error.ts'
import { type ConversationId, entryOrder, type MessageId } from '../ids.ts'
import type { InboundMessage, Message } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import { decideThread, type ThreadingDecision } from '../threads/decide-thread.ts'
import {
  lastClosedHead,
  type Thread,
  withClosedHead,
  withOpenHead,
  withoutUnanswered,
} from '../threads/thread.ts'
import type { CarrierInbound } from './received-text.ts'

type Needs = Pick<App, 'agents' | 'randomId' | 'clock' | 'conversations' | 'messages'>

/** A customer's text on its way into the thread of its phone. */
export type Arrival = {
  inbound: CarrierInbound
  /** The id that the text will have. */
  messageId: MessageId
  number: BusinessNumber
  settings: Settings
  thread: Thread
  reading: Reading
}

/** The conversation for a text and why, the thread as it then is, and whatever else changes when the text goes there. */
export type Place = {
  conversation: Conversation
  threading: Threading
  thread: Thread
  others: StoredRecord[]
}

type Finding = Arrival & { current: Conversation | undefined }

/** Decides in which conversation a customer's text belongs, and carries that out short of writing it. */
export const findPlace = async (app: Needs, arrival: Arrival): Promise<Place> => {
  const { inbound, number, settings, thread } = arrival
  const current = await openConversation(app, arrival)
  const { unanswered, named } = await unansweredOutbounds(app, arrival)
  const facts = {
    at: inbound.at,
    numberId: number.id,
    answers: named,
    lastOutboundAt: unanswered.length > 0 ? await lastOutboundAt(app, arrival, current) : undefined,
  }
  return carryOut(app, { ...arrival, current }, decideThread({ ...thread, unanswered }, facts, settings))
}

/** Where a keyword goes: it never opens, reopens or closes a conversation, for there is nothing to reply to. */
export type KeywordPlace = Pick<Place, 'thread' | 'others'> & {
  conversation?: Conversation
  threading: InboundMessage['threading']
}

/** The open conversation, if there is one; otherwise the text is only in the timeline of its phone. */
export const findKeywordPlace = async (
  app: Pick<App, 'conversations'>,
  arrival: Arrival,
): Promise<KeywordPlace> => {
  const conversation = await openConversation(app, arrival)
  const threading = conversation
    ? { decision: 'append', reason: 'conversation_open' }
    : { decision: 'keep_apart', reason: 'keyword_alone' }
  return { conversation, threading, thread: arrival.thread, others: [] }
}

/** Those that the customer may have got, and the one that the carrier names: null when it names none of them. */
const unansweredOutbounds = async (
  app: Needs,
  { thread, inbound }: Arrival,
): Promise<Pick<Thread, 'unanswered'> & { named?: MessageId | null }> => {
  const { previousCarrierMessageId: name } = inbound
  const waiting = await Promise.all(
    thread.unanswered.map(({ messageId }) =>
      app.messages.get(thread.workspace, messageId, name ? 'fresh' : 'cached'),
    ),
  )
  const named =
    name === undefined
      ? undefined
      : (waiting.find((message) => carrierIdsOf(message).includes(name))?.id ?? null)
  const answerable = thread.unanswered.filter((l, i) => l.messageId === named || mayHaveLeft(waiting[i]))
  return { unanswered: answerable, named }
}

const mayHaveLeft = (message: Message | undefined): boolean =>
  !['held', 'blocked', 'canceled', 'failed'].includes(message?.status ?? 'queued')

/** The newest outbound of the conversation that the text would go on with: one that is later than an unanswered one is what it answers. */
const lastOutboundAt = async (
  app: Needs,
  { thread, settings, number }: Arrival,
  current: Conversation | undefined,
): Promise<number | undefined> => {
  if (current) return current.lastOutboundAt
  const head = lastClosedHead(thread, settings.threadScope, number.id)
  const last = head && (await app.conversations.get(thread.workspace, head.conversationId))
  return last?.lastOutboundAt
}

const carrierIdsOf = (message: Message | undefined): (string | undefined)[] =>
  message?.direction === 'outbound' ? message.parts.map((part) => part.carrierMessageId) : []

const carryOut = async (app: Needs, finding: Finding, decision: ThreadingDecision): Promise<Place> => {
  const threading = { decision: decision.decision, reason: decision.reason, at: app.clock.now() }
  const { current, thread } = finding
  switch (decision.decision) {
    case 'append':
      if (!current) throw new ConflictError([])
      return { conversation: current, threading, thread, others: [] }
    case 'reopen':
      return reopenLast(app, finding, decision.conversationId, { ...threading, messageId: finding.messageId })
    case 'start':
      return startNew(app, finding, threading)
    case 'start_from_outbound':
      return startFromOutbound(app, finding, decision.messageId, threading)
  }
}

const reopenLast = async (
  app: Needs,
  { thread, reading, settings, number }: Finding,
  id: ConversationId,
  threading: Threading,
): Promise<Place> => {
  const last = await app.conversations.get(thread.workspace, id, reading)
  if (last?.state !== 'closed') throw new ConflictError([])
  const claimer = last.claimedBy && (await app.agents.get(thread.workspace, last.claimedBy))
  return {
    conversation: { ...reopened(last, claimer?.active === true), threading },
    threading,
    thread: withOpenHead(thread, settings.threadScope, { conversationId: id, numberId: number.id }),
    others: [],
  }
}

const startNew = (
  app: Needs,
  { thread, number, settings, inbound }: Finding,
  threading: Threading,
): Place => {
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
  app: Needs,
  finding: Finding,
  messageId: MessageId,
  threading: Threading,
): Promise<Place> => {
  const outbound = await app.messages.get(finding.thread.workspace, messageId, 'fresh')
  if (!outbound) throw new ConflictError([])
  const now = app.clock.now()
  const { current } = finding
  const answered = withoutUnanswered(finding.thread, messageId)
  const thread = current ? withClosedHead(answered, current.id, now) : answered
  const place = startNew(app, { ...finding, thread }, threading)
  return {
    ...place,
    conversation: withMessage(place.conversation, outbound),
    others: [
      { ...outbound, conversationId: place.conversation.id },
      ...(current ? [closed(current, now)] : []),
    ],
  }
}
