import type { App, StoredRecord } from '../app.ts'
import type { CarrierWord } from '../carriers/carrier.ts'
import { carrierTraits } from '../carriers/traits.ts'
import type { KeywordDecision } from '../consents/decide-keyword.ts'
import type { Keyword } from '../consents/keyword.ts'
import { isFromMachine } from '../consents/machine.ts'
import { newReview, withoutReview, withReview } from '../consents/review.ts'
import { showConsent } from '../consents/show-consent.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { withAnswer } from '../conversations/with-message.ts'
import type { Rules } from '../gate/ask-gate.ts'
import { closedPeriodStart } from '../hours/business-hours.ts'
import type { InboundMessage, OutboundMessage } from '../messages/message.ts'
import { type AutomaticText, textOf } from '../numbers/automatic-texts.ts'
import { hoursOf } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { composeAnswer } from '../outbound/compose-message.ts'
import { withCompanyFacts } from '../text/company-facts.ts'
import { type AnswerKind, mayAnswer, withAnswerCounted } from '../threads/answers.ts'
import { isOptedOut, scopeOf } from '../threads/consent.ts'
import { type ConsentEvent, type NotSent, withConsentEvent } from '../threads/consent-event.ts'
import { templateBefore } from '../threads/last-template.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import type { Thread } from '../threads/thread.ts'
import { hour, minute } from '../time.ts'

type Needs = Pick<App, 'clock' | 'randomId' | 'report'>

/** A customer's text as it is about to be written. */
export type Received = {
  message: InboundMessage
  rules: Rules
  /** Undefined for an ordinary text. */
  word: KeywordDecision | undefined
  /** Whether it reads like a refusal without being a keyword. */
  refusal: boolean
  /** Whether the carrier says that it has answered the text. */
  carrierAnswered?: boolean
  /** Undefined where it can get no answer. */
  answering?: Answering
}

/** What answers a text. `ours`: one of our own numbers wrote it. */
export type Answering = { ours: boolean; compose: typeof composeAnswer }

/** What a text changes, to be written with it. `conversation` only where the text goes into one. */
export type Effects = {
  thread: Thread
  conversation?: Conversation
  answers: OutboundMessage[]
  others: StoredRecord[]
  /** The customer's word about consent, for the ledger. */
  event?: ConsentEvent
}

/** What becomes of an answer: it was added to the effects, or why not. */
type Answered = { effects: Effects; sent?: OutboundMessage; notSent?: NotSent }

/**
 * Parley's own reaction to a customer's text, in the same transaction: keywords are obeyed and answered, a text that reads
 * like a refusal waits for a person to decide, and a customer who writes to the number for the first time is welcomed
 * (Convirza).
 */
export const answerText = (app: Needs, received: Received, effects: Effects): Effects => {
  const { word } = received
  const heard = word ? obey(app, received, word, effects) : review(app, received, effects)
  const answered = welcome(app, received, heard)
  const { conversation, thread } = answered
  if (!conversation) return answered
  return {
    ...answered,
    conversation: showConsent(conversation, thread, received.rules.settings, app.clock.now()),
  }
}

const obey = (app: Needs, received: Received, word: KeywordDecision, before: Effects): Effects => {
  const { message } = received
  const { number, settings } = received.rules
  const { effects, sent, notSent } = answerKeyword(app, received, word, before)
  if (!word.action) return effects
  const event = newConsentEvent(app, effects.thread, {
    action: word.action,
    scope: scopeOf(number.id, settings.optOutScope),
    source: 'customer',
    numberId: number.id,
    received: ledgerText(message),
    sent: sent && ledgerText(sent),
    notSent,
    ...(word.action === 'opt_out' && { templateId: templateBefore(effects.thread, message) }),
    ...(word.keyword === 'yes' && answered(effects.thread)),
    at: message.at,
  })
  const thread = withConsentEvent(effects.thread, event)
  const { conversation } = effects
  return {
    ...effects,
    thread,
    conversation: conversation && !thread.review ? withoutReview(conversation) : conversation,
    event,
  }
}

/** What a YES says of the form that asked. */
const answered = ({ optInAsked }: Thread): Pick<ConsentEvent, 'form' | 'terms'> | undefined => {
  const { id, page } = optInAsked?.widget ?? {}
  return id && { form: { widgetId: id }, terms: { source: 'widget', page } }
}

const ledgerText = ({ id, body }: InboundMessage | OutboundMessage) => ({ messageId: id, body })

const answerKeyword = (
  app: Needs,
  received: Received,
  { answer, keyword }: KeywordDecision,
  effects: Effects,
): Answered => {
  if (!answer) return { effects }
  return carrierAnswers(received, keyword)
    ? { effects, notSent: 'carrier_answers' }
    : withAutomatic(app, received, answer, effects)
}

const actions: Record<Keyword, CarrierWord['action']> = {
  stop: 'opt_out',
  start: 'opt_in',
  yes: 'opt_in',
  help: 'help',
}

/** A customer is never answered twice. */
const carrierAnswers = (
  { carrierAnswered, rules: { number }, message }: Received,
  keyword: Keyword,
): boolean => {
  const { answers } = carrierTraits[number.carrier]
  return carrierAnswered || answers(number, { action: actions[keyword], body: message.body })
}

/** An earlier text that nobody has decided on is due earlier, and who has opted out is left alone anyway. */
const review = (app: Needs, { message, rules, refusal }: Received, effects: Effects): Effects => {
  const { thread, conversation, others } = effects
  if (!refusal) return effects
  const { number, settings } = rules
  if (isOptedOut(thread.consents, number.id, settings.optOutScope, app.clock.now())) return effects
  const opened = thread.review ? undefined : newReview(thread, message)
  const waiting: Thread = opened
    ? { ...thread, review: { messageId: message.id, dueAt: opened.dueAt } }
    : thread
  return {
    ...effects,
    thread: waiting,
    conversation: conversation && withReview(conversation, waiting),
    others: opened ? [...others, opened] : others,
  }
}

/**
 * Once per customer and number. Who says no, or may have said so, is left alone, and so is another machine. The gate may forbid
 * it, as for agent_send_only.
 */
const welcome = (app: Needs, received: Received, effects: Effects): Effects => {
  const { thread } = effects
  const { id } = received.rules.number
  if (thread.writtenTo.includes(id) || received.message.threading.reason === 'answers_notice') return effects
  const known = { ...effects, thread: { ...thread, writtenTo: [...thread.writtenTo, id] } }
  if (received.word?.keyword === 'stop' || isLeftAlone(received, thread)) return known
  return withAutomatic(app, received, 'welcome', known).effects
}

const isLeftAlone = ({ refusal, message }: Received, { review: waiting }: Thread): boolean =>
  refusal || waiting !== undefined || isFromMachine(message.body)

/** Adds an automatic text of the number. */
const withAutomatic = (app: Needs, received: Received, name: AutomaticText, effects: Effects): Answered => {
  const { number, settings } = received.rules
  return withText(app, received, effects, { kind: name, body: textOf(name, number, settings) })
}

/** A confirmation must come within five minutes (SoundBite, 27 FCC Rcd 15391; 47 CFR 64.1200(a)(12)), or not at all. */
const confirmedWithin = 5 * minute
/** A welcome that waited for a decision until the next day answers nothing any more. */
const answeredWithin = 12 * hour

/** Adds an automatic text where the gate and the bounds let it pass: after the customer's text and the answers before it. */
const withText = (
  app: Needs,
  { message, rules, answering }: Received,
  effects: Effects,
  { kind, body }: { kind: AnswerKind; body: string },
): Answered => {
  const { thread, conversation, answers } = effects
  const now = app.clock.now()
  if (!answering) return { effects }
  if (answering.ours) return { effects, notSent: 'own_number' }
  if (!mayAnswer(thread, kind, now)) return { effects, notSent: 'too_many_answers' }
  const origin = originOf(kind)
  const leaveBy = Math.min(message.at, now) + (origin === 'consent' ? confirmedWithin : answeredWithin)
  const after = (answers.at(-1) ?? message).at
  const answer = answering.compose(app, { thread, rules, conversation, body, origin, leaveBy, after })
  const { gate } = answer
  if (gate.decision === 'block')
    return { effects, notSent: gate.reason === 'answer_too_late' ? gate.reason : 'blocked' }
  const next = {
    ...effects,
    thread: withAnswerCounted(thread, kind, now),
    conversation: conversation && withAnswer(conversation, answer),
    answers: [...answers, answer],
  }
  return { effects: next, sent: answer }
}

const originOf = (kind: AnswerKind) => {
  if (kind === 'afterHours') return 'after_hours'
  return kind === 'welcome' ? 'welcome' : 'consent'
}

/** Whether a text may get an automatic answer. Only then it is worth a read to know who wrote it, and to load what composes one. */
export const expectsAnswer = (
  { word, rules: { number } }: Pick<Received, 'word' | 'rules'>,
  { writtenTo, closedAnswered }: Thread,
  closed: number | undefined,
): boolean =>
  word?.answer !== undefined ||
  !writtenTo.includes(number.id) ||
  (closed !== undefined && closedAnswered?.[number.id] !== closed)

/** Since when a number is closed (epoch milliseconds), if it has a text to say so. Costs nothing where it has none. */
export const closedSince = async (
  app: Pick<App, 'clock' | 'hours' | 'teams'>,
  number: BusinessNumber,
): Promise<number | undefined> => {
  const hours = number.texts.afterHours ? await hoursOf(app, number) : undefined
  return (hours && closedPeriodStart(hours, app.clock.now())) ?? undefined
}

/**
 * Adds the after-hours text where the number is closed: once to each customer in a closed period, never to a keyword, a machine or
 * somebody who may have asked to be left alone. A text that the send gate blocks is left out.
 */
export const answerAfterHours = (
  app: Needs,
  received: Received,
  effects: Effects,
  since: number | undefined,
): Effects => {
  const { word, rules } = received
  const { id, texts } = rules.number
  const { thread } = effects
  if (!texts.afterHours || since === undefined || word || isLeftAlone(received, thread)) return effects
  if (thread.closedAnswered?.[id] === since) return effects
  const body = withCompanyFacts(texts.afterHours, rules.settings)
  const answered = withText(app, received, effects, { kind: 'afterHours', body })
  if (!answered.sent) return effects
  const told = { ...answered.effects.thread.closedAnswered, [id]: since }
  return { ...answered.effects, thread: { ...answered.effects.thread, closedAnswered: told } }
}
