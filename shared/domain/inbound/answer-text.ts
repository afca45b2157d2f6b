import type { App, StoredRecord } from '../app.ts'
import { withConsentEvent } from '../consents/consent-event.ts'
import type { KeywordDecision } from '../consents/decide-keyword.ts'
import { bareWord, type Keyword } from '../consents/keyword.ts'
import { newConsentEvent } from '../consents/new-consent-event.ts'
import { withReview } from '../consents/review.ts'
import { type AutomaticText, textOf, withCompanyName } from '../consents/texts.ts'
import { withoutReview } from '../consents/without-review.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { withAnswer } from '../conversations/with-message.ts'
import type { Rules } from '../gate/ask-gate.ts'
import { closedPeriodStart } from '../hours/business-hours.ts'
import type { InboundMessage, OutboundMessage } from '../messages/message.ts'
import { hoursOf } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { composeAnswer, type Draft } from '../outbound/compose-message.ts'
import { scopeOf } from '../threads/consent.ts'
import type { Thread } from '../threads/thread.ts'

type Needs = Pick<App, 'clock' | 'randomId' | 'report'>

/** A customer's text as it is about to be written. `word`: undefined for an ordinary text. */
export type Received = { message: InboundMessage; rules: Rules; word: KeywordDecision | undefined }

/** What a text changes, to be written with it. `conversation` only where the text goes into one. */
export type Effects = {
  thread: Thread
  conversation?: Conversation
  answers: OutboundMessage[]
  others: StoredRecord[]
}

/**
 * Parley's own reaction to a customer's text, in the same transaction: keywords are obeyed and answered, a text that reads
 * like an opt-out is marked for the agents, and a customer who writes to the number for the first time is welcomed
 * (Convirza).
 */
export const answerText = (app: Needs, received: Received, effects: Effects): Effects => {
  const { word, message } = received
  const { conversation } = effects
  const obeyed = word
    ? obey(app, received, word, effects)
    : {
        ...effects,
        conversation: conversation && withReview(conversation, message, received.rules.settings.languages),
      }
  return welcome(app, received, obeyed)
}

const obey = (app: Needs, received: Received, word: KeywordDecision, effects: Effects): Effects => {
  const { message } = received
  const { number, settings } = received.rules
  const answered =
    word.answer && !carrierAnswers(number, word.keyword, message.body)
      ? withAutomatic(app, received, word.answer, effects)
      : effects
  if (!word.action) return answered
  const event = newConsentEvent(app, effects.thread, {
    action: word.action,
    scope: scopeOf(number.id, settings.optOutScope),
    source: 'customer',
    numberId: number.id,
    received: ledgerText(message),
    sent: answered.answers[0] && ledgerText(answered.answers[0]),
    at: message.at,
  })
  return {
    ...answered,
    thread: withConsentEvent(answered.thread, event),
    conversation: answered.conversation && withoutReview(answered.conversation),
    others: [...answered.others, event],
  }
}

const ledgerText = ({ id, body }: InboundMessage | OutboundMessage) => ({ messageId: id, body })

/**
 * Toll-free networks answer these words themselves. So does AWS STOP and HELP for a number whose opt-outs it manages
 * (user guide, "Self managed opt-outs"). A customer is never answered twice.
 */
const carrierAnswers = (number: BusinessNumber, keyword: Keyword, body: string): boolean => {
  if (number.type === 'toll_free' && ['stop', 'start', 'unstop'].includes(bareWord(body))) return true
  return number.carrierHandlesOptOut && (keyword === 'stop' || keyword === 'help')
}

/** Once per customer and number; a customer who begins with STOP is left alone. The gate may forbid it, as for agent_send_only. */
const welcome = (app: Needs, received: Received, effects: Effects): Effects => {
  const { thread } = effects
  const { id } = received.rules.number
  if (thread.writtenTo.includes(id)) return effects
  const known = { ...effects, thread: { ...thread, writtenTo: [...thread.writtenTo, id] } }
  return received.word?.keyword === 'stop' ? known : withAutomatic(app, received, 'welcome', known)
}

/** Adds an automatic text where the gate lets it pass. */
const withAutomatic = (app: Needs, received: Received, name: AutomaticText, effects: Effects): Effects => {
  const { number, settings } = received.rules
  const body = textOf(name, number, settings)
  const answer = compose(app, received, effects, body, name === 'welcome' ? 'welcome' : 'consent')
  return answer ? withAnswerOf(effects, answer) : effects
}

/** An answer comes after the customer's text and after the answers before it. */
const compose = (
  app: Needs,
  { message, rules }: Received,
  { thread, conversation, answers }: Effects,
  body: string,
  origin: Draft['origin'],
): OutboundMessage | undefined =>
  composeAnswer(app, { thread, rules, conversation, body, origin, after: (answers.at(-1) ?? message).at })

const withAnswerOf = (effects: Effects, answer: OutboundMessage): Effects => ({
  ...effects,
  conversation: effects.conversation && withAnswer(effects.conversation, answer),
  answers: [...effects.answers, answer],
})

/** Since when a number is closed (epoch milliseconds), if it has a text to say so. Costs nothing where it has none. */
export const closedSince = async (
  app: Pick<App, 'clock' | 'hours' | 'teams'>,
  number: BusinessNumber,
): Promise<number | undefined> => {
  const hours = number.texts.afterHours ? await hoursOf(app, number) : undefined
  return (hours && closedPeriodStart(hours, app.clock.now())) ?? undefined
}

/**
 * Adds the after-hours text where the number is closed: once to each customer in a closed period, never to a keyword and
 * never to a text that asks not to be texted. A text that the send gate blocks is left out.
 */
export const answerAfterHours = (
  app: Needs,
  received: Received,
  effects: Effects,
  since: number | undefined,
): Effects => {
  const { message, word, rules } = received
  const { id, texts } = rules.number
  const { thread, conversation } = effects
  const wantsNone = conversation?.consentReview?.messageId === message.id
  if (!texts.afterHours || since === undefined || word || wantsNone) return effects
  if (thread.closedAnswered?.[id] === since) return effects
  const body = withCompanyName(texts.afterHours, rules.settings)
  const answer = compose(app, received, effects, body, 'after_hours')
  if (!answer) return effects
  const told = { ...thread, closedAnswered: { ...thread.closedAnswered, [id]: since } }
  return withAnswerOf({ ...effects, thread: told }, answer)
}
