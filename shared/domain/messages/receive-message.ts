import type { App, Reading, StoredRecord } from '../app.ts'
import { newContact } from '../contacts/contact.ts'
import {
  type Conversation,
  closed,
  newConversation,
  reopened,
  type Threading,
  withMessage,
} from '../conversations/conversation.ts'
import { ConflictError } from '../error.ts'
import { type ConversationId, entryOrder, type MessageId, newThreadRef, sortableId } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { maskPhone, type Phone, parsePhone } from '../phones/phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import { decideThread, type ThreadingDecision } from '../threads/decide-thread.ts'
import { newThread, openHead, type Thread, withOpenHead, withoutLoose } from '../threads/thread.ts'
import type { InboundMessage, Message } from './message.ts'
import type { CarrierInbound, ReceivedText } from './received-text.ts'
import { countSegments } from './segments.ts'

type Needs = Pick<
  App,
  | 'agents'
  | 'chance'
  | 'clock'
  | 'commit'
  | 'conversations'
  | 'log'
  | 'messages'
  | 'numbers'
  | 'settings'
  | 'threads'
>

const day = 24 * 60 * 60 * 1000
/** Longer than any queue keeps a message (14 days), a redriven dead letter included. */
const receivedKeptFor = 35 * day
const unroutedKeptFor = 400 * day

/**
 * Stores a customer's text once, however often it is delivered, in the conversation where it belongs.
 * Throws only what a later delivery may mend.
 */
export const receiveMessage = async (app: Needs, inbound: CarrierInbound): Promise<void> => {
  const number = await app.numbers.byAddress(inbound.to)
  if (!number) return keepUnrouted(app, inbound)
  const settings = await app.settings.get(number.workspace)
  await retryOnConflict(app, (reading) =>
    store(app, { inbound, number, settings, reading }).catch((error) => {
      if (!(error instanceof ConflictError) || !error.kinds.includes('received_text')) throw error
      app.log.info('a text was delivered again', { carrierMessageId: inbound.carrierMessageId })
    }),
  )
}

type Delivery = { inbound: CarrierInbound; number: BusinessNumber; settings: Settings; reading: Reading }
type Finding = Delivery & { thread: Thread; current: Conversation | undefined }

const store = async (app: Needs, delivery: Delivery): Promise<void> => {
  const { inbound, number, settings, reading } = delivery
  const phone = parsePhone(inbound.from, number.country) ?? (inbound.from as Phone)
  const known = await app.threads.byPhone(number.workspace, phone, reading)
  const { thread, contact } = known ? { thread: known } : newCustomer(app, number, phone)
  const current = await openConversation(app, delivery, thread)
  const decision = decideThread(
    thread,
    {
      at: inbound.at,
      numberId: number.id,
      answers: await answeredOutbound(app, thread, inbound),
      lastOutboundAt: current?.lastOutboundAt,
    },
    settings,
  )
  const place = await findPlace(app, { ...delivery, thread, current }, decision)
  const message = newInbound(app, delivery, thread, place.conversation)
  await app.commit(
    receivedText(app, delivery),
    message,
    withMessage(place.conversation, message),
    ...place.others,
    ...(contact ? [contact] : []),
  )
}

const newCustomer = (app: Needs, { workspace }: BusinessNumber, phone: Phone) => {
  const now = app.clock.now()
  const id = sortableId('con', now, app.chance)
  return {
    contact: newContact({ workspace, id, phones: [{ phone, type: 'mobile' }], createdAt: now }),
    thread: newThread({ workspace, phone, ref: newThreadRef(app.chance), contactId: id }),
  }
}

const openConversation = async (app: Needs, delivery: Delivery, thread: Thread) => {
  const head = openHead(thread, delivery.settings.threadScope, delivery.number.id)
  if (!head) return undefined
  const conversation = await app.conversations.get(thread.workspace, head.conversationId, delivery.reading)
  if (conversation?.state !== 'open') throw new ConflictError([])
  return conversation
}

/** The outbound that the carrier says this answers; null when it names one that is not waiting for a first reply. */
const answeredOutbound = async (
  app: Needs,
  thread: Thread,
  inbound: CarrierInbound,
): Promise<MessageId | null | undefined> => {
  const named = inbound.previousCarrierMessageId
  if (!named || thread.loose.length === 0) return undefined
  const waiting = await Promise.all(
    thread.loose.map((loose) => app.messages.get(thread.workspace, loose.messageId)),
  )
  return waiting.find((message) => carrierIdsOf(message).includes(named))?.id ?? null
}

const carrierIdsOf = (message: Message | undefined): (string | undefined)[] =>
  message?.direction === 'outbound' ? message.parts.map((part) => part.carrierMessageId) : []

/** A conversation for the text, with whatever else changes when it goes there. */
type Place = { conversation: Conversation; others: StoredRecord[] }

/** Carries out the threading decision, short of writing it. */
const findPlace = async (app: Needs, finding: Finding, decision: ThreadingDecision): Promise<Place> => {
  const threading = { decision: decision.decision, reason: decision.reason, at: app.clock.now() }
  switch (decision.decision) {
    case 'append':
      if (!finding.current) throw new ConflictError([])
      return { conversation: { ...finding.current, threading }, others: [] }
    case 'reopen':
      return reopenLast(app, finding, decision.conversationId, threading)
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
    others: [withOpenHead(thread, settings.threadScope, { conversationId: id, numberId: number.id })],
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
    id: `cnv_${entryOrder(inbound.at, now, app.chance)}${thread.ref}`,
    phone: thread.phone,
    numberId: number.id,
    contactId: thread.contactId,
    teamId: number.teamId,
    openedAt: now,
    threading,
  })
  const head = { conversationId: conversation.id, numberId: number.id }
  return { conversation, others: [withOpenHead(thread, settings.threadScope, head)] }
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
  const closing = finding.current && closed(finding.current, app.clock.now())
  const thread = withoutLoose(finding.thread, messageId)
  const { conversation, others } = startNew(app, { ...finding, thread }, threading)
  return {
    conversation: withMessage(conversation, outbound),
    others: [...others, { ...outbound, conversationId: conversation.id }, ...(closing ? [closing] : [])],
  }
}

const newInbound = (
  app: Needs,
  { inbound, number }: Delivery,
  thread: Thread,
  conversation: Conversation,
): InboundMessage => {
  const now = app.clock.now()
  const { encoding, segments } = countSegments(inbound.body)
  return {
    kind: 'message',
    direction: 'inbound',
    status: 'received',
    origin: 'customer',
    workspace: number.workspace,
    id: `msg_${entryOrder(inbound.at, now, app.chance)}${thread.ref}`,
    conversationId: conversation.id,
    numberId: number.id,
    from: thread.phone,
    to: number.address,
    body: inbound.body,
    at: inbound.at,
    createdAt: now,
    encoding,
    segments,
    carrierMessageId: inbound.carrierMessageId,
    version: 0,
  }
}

const receivedText = (app: Needs, { inbound, number }: Delivery): ReceivedText => ({
  kind: 'received_text',
  workspace: number.workspace,
  carrier: inbound.carrier,
  carrierMessageId: inbound.carrierMessageId,
  expiresAt: app.clock.now() + receivedKeptFor,
  version: 0,
})

const keepUnrouted = async (app: Needs, inbound: CarrierInbound): Promise<void> => {
  const now = app.clock.now()
  app.log.warn('a text came for a number that no workspace has', { to: maskPhone(inbound.to) })
  const record = {
    ...inbound,
    kind: 'unrouted_text' as const,
    receivedAt: now,
    expiresAt: now + unroutedKeptFor,
  }
  await app.commit({ ...record, version: 0 }).catch((error) => {
    if (!(error instanceof ConflictError)) throw error
  })
}
