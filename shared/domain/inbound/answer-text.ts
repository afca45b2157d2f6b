import type { App, StoredRecord } from '../app.ts'
import { withConsentEvent } from '../consents/consent-event.ts'
import type { KeywordDecision } from '../consents/decide-keyword.ts'
import { bareWord, type Keyword } from '../consents/keyword.ts'
import { newConsentEvent } from '../consents/new-consent-event.ts'
import { withoutReview, withReview } from '../consents/review.ts'
import { type AutomaticText, textOf } from '../consents/texts.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { withAnswer } from '../conversations/with-message.ts'
import type { InboundMessage, OutboundMessage } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { composeAnswer } from '../outbound/compose-message.ts'
import type { Settings } from '../settings/settings.ts'
import { scopeOf } from '../threads/consent.ts'
import type { Thread } from '../threads/thread.ts'

type Needs = Pick<App, 'randomId' | 'clock'>

/** A customer's text as it is about to be written, and where it goes. */
export type Answering = {
  message: InboundMessage
  number: BusinessNumber
  settings: Settings
  /** Undefined for an ordinary text. */
  word: KeywordDecision | undefined
}

/** What will be written of the thread; `conversation` only where the text goes into one. */
export type Writing = {
  thread: Thread
  conversation?: Conversation
  answers: OutboundMessage[]
  others: StoredRecord[]
}

/**
 * What Parley itself does about a customer's text, in the same transaction: it obeys and answers keywords, shows agents
 * what reads like an opt-out, and welcomes who writes to the number for the first time (Convirza).
 */
export const answerText = (app: Needs, answering: Answering, writing: Writing): Writing => {
  const { word, message } = answering
  const { conversation } = writing
  const obeyed = word
    ? obey(app, answering, word, writing)
    : { ...writing, conversation: conversation && withReview(conversation, message) }
  return welcome(app, answering, obeyed)
}

const obey = (app: Needs, answering: Answering, word: KeywordDecision, writing: Writing): Writing => {
  const { message, number, settings } = answering
  const answered =
    word.answer && !carrierAnswers(number, word.keyword, message.body)
      ? withAutomatic(app, answering, word.answer, writing)
      : writing
  if (!word.action) return answered
  const event = newConsentEvent(app, writing.thread, {
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

/** Once per customer and number; who begins with STOP is left alone. The gate may forbid it, as for agent_send_only. */
const welcome = (app: Needs, answering: Answering, writing: Writing): Writing => {
  const { thread } = writing
  const { number, word } = answering
  if (thread.writtenTo.includes(number.id)) return writing
  const known = { ...writing, thread: { ...thread, writtenTo: [...thread.writtenTo, number.id] } }
  return word?.keyword === 'stop' ? known : withAutomatic(app, answering, 'welcome', known)
}

/** With an automatic text, if the gate lets it pass. */
const withAutomatic = (
  app: Needs,
  { message, number, settings }: Answering,
  name: AutomaticText,
  writing: Writing,
): Writing => {
  const { thread, conversation, answers } = writing
  const answer = composeAnswer(app, {
    thread,
    number,
    settings,
    conversation,
    body: textOf(name, number, settings),
    origin: name === 'welcome' ? 'welcome' : 'consent',
    after: (answers.at(-1) ?? message).at,
  })
  if (!answer) return writing
  return {
    ...writing,
    conversation: conversation && withAnswer(conversation, answer),
    answers: [...answers, answer],
  }
}
