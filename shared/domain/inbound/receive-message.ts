import { times } from '#wiring/times.ts'
import type { App, Reading, StoredRecord } from '../app.ts'
import { noteWebhook } from '../carrier-accounts/note-account.ts'
import type { CarrierAccountId } from '../carriers/carrier.ts'
import { type KeywordDecision, keywordIn } from '../consents/decide-keyword.ts'
import { readsLikeRefusal } from '../consents/refusal.ts'
import type { Contact } from '../contacts/contact.ts'
import { newCustomer } from '../contacts/new-customer.ts'
import { withMessage } from '../conversations/with-message.ts'
import { type EntryOrder, entryOrder, type MessageId, type WorkspaceId } from '../ids.ts'
import { inOrder, newMedia } from '../media/media.ts'
import type { InboundMessage } from '../messages/message.ts'
import { textFacts } from '../messages/text-facts.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { reportAccepted } from '../outbound/report-accepted.ts'
import { identityOf } from '../phones/national-writings.ts'
import { type Address, readSender } from '../phones/phone.ts'
import { isWritten, retryOnConflict } from '../retry-on-conflict.ts'
import { marksIn, type Settings } from '../settings/settings.ts'
import { countSegments } from '../text/segments.ts'
import { requireNoAttempt } from '../threads/require-no-attempt.ts'
import type { Thread } from '../threads/thread.ts'
import {
  type Answering,
  answerAfterHours,
  answerText,
  closedSince,
  type Effects,
  expectsAnswer,
} from './answer-text.ts'
import type { Filed } from './file-text.ts'
import { type FoundReaction, findReaction, placeReaction, reactionChanges } from './keep-reaction.ts'
import { type Place, type Placing, placeKeyword, placeText } from './place-text.ts'
import { readRcs } from './rcs-content.ts'
import type { CarrierInbound, ReceivedText } from './received-text.ts'

type Needs = Pick<
  App,
  | 'agents'
  | 'carrierAccounts'
  | 'cases'
  | 'clock'
  | 'commit'
  | 'consentReviews'
  | 'contacts'
  | 'conversations'
  | 'hours'
  | 'messages'
  | 'numbers'
  | 'randomId'
  | 'receivedTexts'
  | 'report'
  | 'settings'
  | 'teams'
  | 'threads'
>

/** A customer's text with what is known of it before its thread is read. */
type Arrival = {
  inbound: CarrierInbound
  /** Who wrote, as far as the carrier's address tells. */
  from: Address
  number: BusinessNumber
  settings: Settings
  /** Since when the number is closed (epoch milliseconds), where it says so. */
  closed?: number
} & Remembered

/** The place that the text has in its thread, whichever delivery this is; `again`: it was delivered before. */
type Remembered = { order: EntryOrder; again: boolean }

/**
 * The way of a customer's text into the workspace, in the order of its steps. The text is stored once, however often it is
 * delivered, in the conversation where it belongs, with everything that it changes. Says `unrouted`, and stores nothing, where no
 * workspace has the number with this account. Throws only what a later delivery may mend.
 */
export const receiveMessage = async (
  app: Needs,
  delivered: CarrierInbound,
): Promise<'unrouted' | undefined> => {
  const number = await app.numbers.byAddress(delivered.to)
  if (!number || !isOf(number, delivered)) return 'unrouted'
  const inbound = readRcs(delivered, number)
  const [settings, closed, remembered] = await Promise.all([
    app.settings.get(number.workspace),
    closedSince(app, number),
    rememberText(app, inbound, number),
  ])
  if (!remembered) return void reportRepeated(app, number)
  const from = readSender(inbound.from, number.country)
  const arrival = { inbound, from, number, settings, closed, ...remembered }
  await retryOnConflict(app, (reading) => store(app, arrival, reading))
  if (inbound.account) await noteDelivery(app, number.workspace, inbound.account)
  return undefined
}

/** Who has an account at a carrier could otherwise write into the inbox of another company. */
const isOf = (number: BusinessNumber, { carrier, account }: CarrierInbound): boolean =>
  number.carrier === carrier && number.carrierAccountId === account

const noteDelivery = async (app: Needs, workspace: WorkspaceId, id: CarrierAccountId): Promise<void> => {
  const account = await app.carrierAccounts.get(workspace, id)
  if (account) await noteWebhook(app, account)
}

/** One transaction: the text, its conversation, the thread where something of it changed, and the answers. */
const store = async (app: Needs, arrival: Arrival, reading: Reading): Promise<void> => {
  const { inbound, number, settings, closed } = arrival
  const { thread, contact } = await findThread(app, arrival, reading)
  const messageId: MessageId = `msg_${arrival.order}${thread.ref}`
  if (await isStored(app, arrival, messageId, reading)) return reportRepeated(app, number)
  const placing = { inbound, number, settings, thread, messageId, reading }
  const reaction = await findReaction(app, placing)
  if (reaction) return storeReaction(app, arrival, placing, reaction, contact)
  const word = keywordIn(inbound, thread, number, settings)
  if (word?.action === 'opt_out') await requireNoAttempt(app, thread, reading)
  const placed = await placeBy(app, placing, word)
  const { place, filing } = word ? { place: placed } : await fileText(app, placing, placed)
  const message = { ...newInbound(app, arrival, messageId, place), ...(filing && { case: filing }) }
  const conversation = place.conversation && withMessage(place.conversation, message)
  const text = { message, rules: { number, settings }, word }
  const refusal = !word && readsLikeRefusal(inbound.body, settings.languages)
  const answering = expectsAnswer(text, thread, closed) ? await loadAnswering(app, thread) : undefined
  const received = { ...text, refusal, answering, carrierAnswered: inbound.carrierAnswered }
  const answered = answerText(app, received, { ...place, conversation, answers: [] })
  const effects = answerAfterHours(app, received, answered, closed)
  const followed = await followEvent(app, { effects, before: thread, contact, settings }, reading)
  await app.commit(message, ...changesOf(effects, thread), ...followed)
  app.report({ ...textFacts(message), carrier: inbound.carrier, outcome: 'received' })
  reportLostFile(app, inbound, message)
  for (const answer of effects.answers) reportAccepted(app, answer)
}

/** Few texts answer the form of a website. */
const placeBy = async (app: Needs, placing: Placing, word: KeywordDecision | undefined): Promise<Place> => {
  const { widget } = placing.thread.optInAsked ?? {}
  if (word?.keyword === 'yes' && widget)
    return (await import('./place-yes.ts')).placeYes(app, placing, widget)
  return word ? placeKeyword(app, placing) : placeText(app, placing)
}

/** One transaction: the text of a reaction and what it changes, which is nothing but the message that it is about. */
const storeReaction = async (
  app: Needs,
  arrival: Arrival,
  placing: Placing,
  reaction: FoundReaction,
  contact: Contact | undefined,
): Promise<void> => {
  const place = await placeReaction(app, placing, reaction)
  const { read, reacted } = reaction
  const message = {
    ...newInbound(app, arrival, placing.messageId, place),
    ...(reacted && { reaction: { messageId: reacted.id, emoji: read.emoji, removed: read.removed } }),
  }
  const changes = reactionChanges(message, reaction, place.conversation)
  await app.commit(message, ...changes, ...(contact ? [contact, placing.thread] : []))
  app.report({ ...textFacts(message), carrier: arrival.inbound.carrier, outcome: 'received' })
}

/**
 * Writes down that the carrier's message came, and which place in its thread it has. A delivery that comes again gets the
 * place of the first one, so that storing it twice is storing it once. Undefined where it is known to be stored.
 */
const rememberText = async (
  app: Needs,
  { carrier, carrierMessageId, at, media, account }: CarrierInbound,
  { workspace }: BusinessNumber,
): Promise<Remembered | undefined> => {
  const now = app.clock.now()
  const order = entryOrder(at, now, app.randomId)
  const facts = { kind: 'received_text', workspace, carrier, carrierMessageId } as const
  const files = media?.length && { media: inOrder(media), account }
  const record: ReceivedText = { ...facts, order, ...files, expiresAt: now + times.receivedText, version: 0 }
  if (await isWritten(app.commit(record))) return { order, again: false }
  const known = await app.receivedTexts.get(facts)
  return known?.order ? { order: known.order, again: true } : undefined
}

/** Few customers have cases: the rules for them are loaded when one of these writes. */
const fileText = async (app: Needs, placing: Placing, place: Place): Promise<Filed> => {
  if (!placing.thread.cases?.length) return { place }
  const { fileText: file } = await import('./file-text.ts')
  return file(app, placing, place)
}

const findThread = async (app: Needs, { from, number }: Arrival, reading: Reading) => {
  const thread = await app.threads.byPhone(number.workspace, from, reading)
  return thread
    ? { thread, contact: undefined }
    : newCustomer(app, number.workspace, identityOf(from), { kind: 'customer' })
}

/** Whether a number of any workspace wrote it: two of them would never end to answer each other. Most texts get no answer. */
const loadAnswering = async (app: Needs, { phone }: Thread): Promise<Answering> => {
  const [{ composeAnswer: compose }, number] = await Promise.all([
    import('../outbound/compose-message.ts'),
    app.numbers.byAddress(phone),
  ])
  return { ours: number !== undefined, compose }
}

type Following = { effects: Effects; before: Thread; contact: Contact | undefined; settings: Settings }

/** What is written beside a word about consent; without one, the contact where it is new. */
const followEvent = async (
  app: Needs,
  { effects: { event, thread }, before, contact, settings }: Following,
  reading: Reading,
): Promise<StoredRecord[]> => {
  if (!event) return contact ? [contact] : []
  // Few texts say anything on consent.
  const { followWord } = await import('../consents/follow-word.ts')
  return [event, ...(await followWord(app, { event, before, thread, contact, settings }, reading))]
}

/** Only a text that was delivered before, or met another writer, can be there already. */
const isStored = async (
  app: Needs,
  { number, again }: Arrival,
  id: MessageId,
  reading: Reading,
): Promise<boolean> =>
  (again || reading === 'fresh') && (await app.messages.get(number.workspace, id, 'fresh')) !== undefined

/** The thread only where something of it changed: it is not worth a write for each text. */
const changesOf = (effects: Effects, before: Thread): StoredRecord[] => [
  ...(effects.conversation ? [effects.conversation] : []),
  ...(effects.thread === before ? [] : [effects.thread]),
  ...effects.answers,
  ...effects.others,
]

const newInbound = (
  app: Needs,
  { inbound, from, number, settings }: Arrival,
  id: MessageId,
  { conversation, threading }: Place,
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
    from,
    to: number.address,
    body: inbound.body,
    at: inbound.at,
    createdAt: app.clock.now(),
    encoding,
    segments,
    carrierMessageId: inbound.carrierMessageId,
    media: newMedia(inbound.carrier, inbound.media),
    threading: { decision: threading.decision, reason: threading.reason },
    ...marksIn(settings),
    version: 0,
  }
}

/** The carrier had a file and could not hand it over, which somebody has to mend. */
const reportLostFile = (
  app: Needs,
  { carrier, media = [] }: CarrierInbound,
  message: InboundMessage,
): void => {
  const isLost = media.some((file) => 'failed' in file && file.failed === 'carrier_failed')
  if (isLost) app.report({ ...textFacts(message), carrier, outcome: 'file_lost', reason: 'carrier_failed' })
}

const reportRepeated = (app: Needs, { workspace, id }: BusinessNumber): void =>
  app.report({ way: 'in', outcome: 'repeated', workspace, numberId: id })
