import type { App } from '../app.ts'
import { withCompanyName } from '../consents/texts.ts'
import { withAnswer } from '../conversations/with-message.ts'
import { closedPeriodStart } from '../hours/business-hours.ts'
import { hoursOf } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { composeAnswer } from '../outbound/compose-message.ts'
import type { Answering, Writing } from './answer-text.ts'

/**
 * Since when a number is closed (epoch milliseconds), if it has a text to say so. Costs nothing where it has none.
 */
export const closedSince = async (
  app: Pick<App, 'clock' | 'hours' | 'teams'>,
  number: BusinessNumber,
): Promise<number | undefined> => {
  const hours = number.texts.afterHours ? await hoursOf(app, number) : undefined
  return (hours && closedPeriodStart(hours, app.clock.now())) ?? undefined
}

/**
 * Adds the after-hours text where the number is closed: once to each customer in a closed period, and never to a keyword
 * or to who asks not to be texted. What the send gate forbids is left out, as for opt-outs and agent_send_only.
 */
export const answerAfterHours = (
  app: Pick<App, 'randomId' | 'clock'>,
  { message, number, settings, word }: Answering,
  writing: Writing,
  since: number | undefined,
): Writing => {
  const { thread, conversation, answers } = writing
  const text = number.texts.afterHours
  const wantsNone = conversation?.consentReview?.messageId === message.id
  if (!text || since === undefined || word || wantsNone) return writing
  if (thread.closedAnswered?.[number.id] === since) return writing
  const after = (answers.at(-1) ?? message).at
  const body = withCompanyName(text, settings)
  const facts = { thread, number, settings, conversation, body, origin: 'after_hours', after } as const
  const answer = composeAnswer(app, facts)
  if (!answer) return writing
  return {
    ...writing,
    thread: { ...thread, closedAnswered: { ...thread.closedAnswered, [number.id]: since } },
    conversation: conversation && withAnswer(conversation, answer),
    answers: [...answers, answer],
  }
}
