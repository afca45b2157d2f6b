import type { App } from '../app.ts'
import { answeredWithin } from '../cases/question.ts'
import { findContact } from '../contacts/load-contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { withAnswer } from '../conversations/with-message.ts'
import { loadRulesOf, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import type { InboundMessage } from '../messages/message.ts'
import { caseQuestion } from '../numbers/case-question.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { localesFor } from '../templates/choose-locale.ts'
import { mayAnswer, withAnswerCounted } from '../threads/answers.ts'
import type { Thread, ThreadCase } from '../threads/thread.ts'
import { minute } from '../time.ts'
import { composeAnswer } from './compose-message.ts'
import { reportAccepted } from './report-accepted.ts'

type Needs = RuleNeeds &
  Pick<
    App,
    | 'commit'
    | 'contacts'
    | 'conversations'
    | 'messages'
    | 'numbers'
    | 'randomId'
    | 'report'
    | 'settings'
    | 'threads'
  >

/** For how long a text of ours is a talk that a question would break into, and a question is about the text before it. */
const talks = 15 * minute

/**
 * Asks a customer which of their open cases a text is about that was filed by a guess: once in a day, where the setting
 * says so and the send gate lets it leave at once. Safe to repeat.
 */
export const askCase = (app: Needs, text: InboundMessage): Promise<void> =>
  retryOnConflict(app, async () => {
    const { workspace, conversationId, from } = text
    const settings = await app.settings.get(workspace)
    if (settings.caseQuestion === 'off' || !conversationId) return
    const [rules, thread, conversation] = await Promise.all([
      loadRulesOf(app, text),
      app.threads.byPhone(workspace, from, 'fresh'),
      app.conversations.get(workspace, conversationId, 'fresh'),
    ])
    if (!rules || !thread || !conversation) return
    const cases = (thread.cases ?? []).filter(({ done }) => !done)
    if (!mayAsk({ text, thread, conversation, cases }, app.clock.now())) return
    await ask(app, { text, rules, thread, conversation, cases })
  })

type Asking = { text: InboundMessage; thread: Thread; conversation: Conversation; cases: ThreadCase[] }

const mayAsk = (
  { text, thread, conversation: { state, lastOutboundAt = 0 }, cases }: Asking,
  now: number,
): boolean =>
  cases.length > 1 &&
  state === 'open' &&
  now - text.at < talks &&
  now - lastOutboundAt >= talks &&
  (thread.caseQuestion === undefined || now - thread.caseQuestion.at >= answeredWithin) &&
  mayAnswer(thread, 'caseQuestion', now)

const ask = async (
  app: Needs,
  { text, rules, thread, conversation, cases }: Asking & { rules: Rules },
): Promise<void> => {
  const { number, settings } = rules
  const now = app.clock.now()
  const contact = await findContact(app, thread.workspace, thread.contactId)
  const locales = [...localesFor(contact, settings), ...settings.languages]
  const body = caseQuestion(number.texts, settings, { subjects: subjectsOf(cases), locales })
  const about = { thread, rules, conversation, body, origin: 'case_question', after: text.at } as const
  const message = composeAnswer(app, { ...about, leaveBy: now + talks })
  if (message.gate.decision !== 'allow') return
  const asked = { at: message.at, caseIds: cases.map(({ id }) => id), messageId: text.id }
  await app.commit(
    message,
    { ...withAnswerCounted(thread, 'caseQuestion', now), caseQuestion: asked },
    withAnswer(conversation, message),
  )
  reportAccepted(app, message)
}

/** Two cases that are called the same are told apart by their numbers. */
const subjectsOf = (cases: ThreadCase[]): string[] =>
  cases.map(({ subject, number }) =>
    cases.filter((other) => other.subject === subject).length > 1 ? `${subject} #${number}` : subject,
  )
