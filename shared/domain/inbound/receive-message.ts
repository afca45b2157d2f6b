import type { App, Reading, StoredRecord } from '../app.ts'
import { keywordIn } from '../consents/decide-keyword.ts'
import { requireNoAttempt } from '../consents/require-no-attempt.ts'
import { newCustomer } from '../contacts/new-customer.ts'
import { withMessage } from '../conversations/with-message.ts'
import { ConflictError } from '../error.ts'
import { entryOrder, type MessageId } from '../ids.ts'
import type { InboundMessage } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { maskPhone, type Phone, parsePhone } from '../phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import { countSegments } from '../text/segments.ts'
import type { Thread } from '../threads/thread.ts'
import { answerAfterHours, closedSince } from './answer-after-hours.ts'
import { answerText, type Writing } from './answer-text.ts'
import { findKeywordPlace, findPlace, type KeywordPlace } from './find-place.ts'
import type { CarrierInbound, ReceivedText } from './received-text.ts'

type Needs = Pick<
  App,
  | 'agents'
  | 'randomId'
  | 'clock'
  | 'commit'
  | 'conversations'
  | 'hours'
  | 'log'
  | 'messages'
  | 'numbers'
  | 'settings'
  | 'teams'
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
  const [settings, closed] = await Promise.all([app.settings.get(number.workspace), closedSince(app, number)])
  await retryOnConflict(app, (reading) =>
    store(app, { inbound, number, settings, reading, closed }).catch((error) => {
      if (!(error instanceof ConflictError) || !error.kinds.includes('received_text')) throw error
      app.log.info('a text was delivered again', { carrierMessageId: inbound.carrierMessageId })
    }),
  )
}

type Delivery = {
  inbound: CarrierInbound
  number: BusinessNumber
  settings: Settings
  reading: Reading
  /** Since when the number is closed, where it says so. */
  closed?: number
}

const store = async (app: Needs, delivery: Delivery): Promise<void> => {
  const { inbound, number, settings, reading, closed } = delivery
  const phone = parsePhone(inbound.from, number.country) ?? (inbound.from as Phone)
  const known = await app.threads.byPhone(number.workspace, phone, reading)
  const { thread, contact } = known
    ? { thread: known, contact: undefined }
    : newCustomer(app, number.workspace, phone)
  const word = keywordIn(inbound, thread, number, settings)
  if (word?.action === 'opt_out') await requireNoAttempt(app, thread)
  const messageId: MessageId = `msg_${entryOrder(inbound.at, app.clock.now(), app.randomId)}${thread.ref}`
  const arrival = { ...delivery, thread, messageId }
  const place: KeywordPlace = await (word ? findKeywordPlace(app, arrival) : findPlace(app, arrival))
  const message = newInbound(app, delivery, messageId, place)
  const conversation = place.conversation && withMessage(place.conversation, message)
  const answering = { message, number, settings, word }
  const answered = answerText(app, answering, { ...place, conversation, answers: [] })
  const written = answerAfterHours(app, answering, answered, closed)
  await app.commit(
    receivedText(app, delivery),
    message,
    ...changesOf(written, thread),
    ...(contact ? [contact] : []),
  )
}

/** The thread only where something of it changed: it is not worth a write for each text. */
const changesOf = (written: Writing, before: Thread): StoredRecord[] => [
  ...(written.conversation ? [written.conversation] : []),
  ...(written.thread === before ? [] : [written.thread]),
  ...written.answers,
  ...written.others,
]

const newInbound = (
  app: Needs,
  { inbound, number }: Delivery,
  id: MessageId,
  { thread, conversation, threading }: KeywordPlace,
): InboundMessage => {
  const { encoding, segments } = countSegments(inbound.body)
  return {
    kind: 'message',
    direction: 'inbound',
    status: 'received',
    origin: 'customer',
    workspace: number.workspace,
    id,
    conversationId: conversation?.id,
    numberId: number.id,
    from: thread.phone,
    to: number.address,
    body: inbound.body,
    at: inbound.at,
    createdAt: app.clock.now(),
    encoding,
    segments,
    carrierMessageId: inbound.carrierMessageId,
    threading: { decision: threading.decision, reason: threading.reason },
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
