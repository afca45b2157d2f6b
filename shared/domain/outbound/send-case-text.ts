import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading, Removal, StoredRecord } from '../app.ts'
import type { Case } from '../cases/case.ts'
import { unfit } from '../cases/case-facts.ts'
import { chooseCaseNumber } from '../cases/choose-case-number.ts'
import { loadCase, requireNotDone } from '../cases/load-case.ts'
import type { Portal } from '../cases/page-address.ts'
import { withPage } from '../cases/page-for-text.ts'
import { threadOfCase } from '../cases/remember-case.ts'
import type { PageNeeds } from '../cases/show-case.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { withMessage } from '../conversations/with-message.ts'
import { loadRules } from '../gate/ask-gate.ts'
import { requireTiming, type Timing } from '../gate/timing.ts'
import type { CaseId } from '../ids.ts'
import type { Filing } from '../messages/filing.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import { requirePhone } from '../phones/require-phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import { type Thread, withCaseText } from '../threads/thread.ts'
import { addresseeFor } from './addressee.ts'
import { type Content, type Draft, refusal } from './compose-message.ts'
import { acceptText } from './deliver-text.ts'
import { type Formatted, inWords } from './in-words.ts'
import { type SingleNeeds, threadChanges } from './send-single.ts'
import { draftInOpen } from './start-conversation.ts'

export type CaseTextNeeds = SingleNeeds & PageNeeds & Portal

/**
 * `from`: a number's id or address; `to`: where it is named, the phone of the case. `pageCode`: of the page that the words lead to,
 * where it is to be written with the text.
 */
export type CaseTextRequest = Content & Timing & { from?: string; to?: string; pageCode?: string }

type CaseText = {
  principal: Principal
  request: CaseTextRequest
  one: Case
  settings: Settings
  number: BusinessNumber
  thread: Thread
} & Required<Beside>

type Beside = {
  also?: Also
  /** Nobody wrote it: it leaves by a setting. */
  isAutomatic?: boolean
}

/** What is written with a text, given the case and its thread as the text changes them. */
export type Also = (changes: {
  message: OutboundMessage
  before: { one: Case; thread: Thread }
  after: { one: Case; thread: Thread }
}) => (StoredRecord | Removal)[] | Promise<(StoredRecord | Removal)[]>

/** What a text itself changes. */
export const recordsOfText = ({ before, after }: Parameters<Also>[0]): StoredRecord[] => [
  ...(after.thread === before.thread ? [] : [after.thread]),
  ...(after.one === before.one ? [] : [after.one]),
]

/**
 * Sends a text of a case to its customer. An agent's is a reply in the open conversation, and claims it where nobody has; an
 * automatic one stands alone, closes nothing, and its answer joins the open conversation. Throws `case_done`, `not_claimer`
 * where another agent has claimed the customer, and whatever the send gate says.
 */
export const sendCaseText = async (
  app: CaseTextNeeds,
  principal: Principal,
  id: CaseId,
  written: Formatted<CaseTextRequest>,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  return sendWords(app, principal, id, (one) =>
    inWords<CaseTextRequest>(app, principal, written, () =>
      addresseeFor(app, principal, one, { from: written.from }),
    ),
  )
}

/** The same of a text whose words are found for the case as it is read, so that they lead to the page that it has. */
export const sendWords = async (
  app: CaseTextNeeds,
  principal: Principal,
  id: CaseId,
  wordsFor: (one: Case) => Promise<CaseTextRequest>,
): Promise<OutboundMessage> => {
  const settings = await app.settings.get(principal.workspace)
  return retryOnConflict(app, async (reading) => {
    const one = await loadCase(app, principal, id)
    requireNotDone(one)
    const request = await wordsFor(one)
    requirePhoneOf(one, request, settings)
    return sendTextOf(app, principal, one, request, reading)
  })
}

/** The text of a case that was read for it, once: whoever calls reads anew where another writer was faster. */
export const sendTextOf = async (
  app: CaseTextNeeds,
  principal: Principal,
  one: Case,
  request: CaseTextRequest,
  reading: Reading,
  { also = recordsOfText, isAutomatic = false }: Beside = {},
): Promise<OutboundMessage> => {
  const settings = await app.settings.get(principal.workspace)
  const thread = await threadOfCase(app, one)
  const { number, from } = await numberOf(app, principal, { one, settings, thread, from: request.from })
  requireNoWayRound(thread, settings, number)
  const text = { principal, request: { ...request, from }, one, settings, number, thread, also, isAutomatic }
  return send(app, text, reading)
}

/** The number that a text of a case leaves from; `from` where it is not the one of the open conversation in any case. */
const numberOf = async (
  app: Pick<App, 'agents' | 'numbers'>,
  principal: Principal,
  { one, settings, thread, from }: Pick<CaseText, 'one' | 'settings' | 'thread'> & { from?: string },
) => {
  const own = await chooseCaseNumber(app, settings, thread, one)
  const number = await chooseNumber(app, principal, from ?? own?.numberId)
  return { number, from: from ?? (own && settings.caseNumbers.length > 0 ? own.numberId : undefined) }
}

const requirePhoneOf = ({ phone }: Case, { to }: CaseTextRequest, { country }: Settings): void => {
  if (to !== undefined && !isSamePhone(requirePhone(to, country), phone))
    throw unfit('to', 'This is not the phone of the case.')
}

/** Where an opt-out holds for a number alone, the other numbers of cases are no way round it. */
const requireNoWayRound = ({ consents }: Thread, { caseNumbers }: Settings, { id }: BusinessNumber): void => {
  if (!caseNumbers.includes(id)) return
  if (caseNumbers.some((number) => consents[number]?.state === 'opted_out'))
    throw refusal({ decision: 'block', reason: 'recipient_opted_out' })
}

const send = async (app: CaseTextNeeds, text: CaseText, reading: Reading): Promise<OutboundMessage> => {
  const { principal, settings, number, thread } = text
  const open =
    principal.kind === 'agent'
      ? await openConversation(app, { thread, settings, number, reading })
      : undefined
  return open ? reply(app, text, open) : sendAlone(app, text)
}

const filing = ({ id }: Case): Filing => ({ id, reason: 'text_of_case', sure: true })

const reply = async (app: CaseTextNeeds, text: CaseText, open: Conversation): Promise<OutboundMessage> => {
  const { draft, mine } = await draftInOpen(app, { ...text, recipient: text }, open)
  return acceptText(app, { ...draft, case: filing(text.one) }, async (message) => [
    withMessage(mine, message),
    ...(await alsoOf(app, text, message, threadWith(text, message))),
  ])
}

const sendAlone = async (app: CaseTextNeeds, text: CaseText): Promise<OutboundMessage> => {
  const { principal, request, one, settings, number, thread } = text
  const origin = principal.kind === 'agent' ? 'agent' : 'case'
  const rules = await loadRules(app, { number, settings })
  requireTiming(principal, request, rules, origin, app.clock.now())
  const { body, template, pictures, metadata, sendAt, sendNow } = request
  const content = { body, template, pictures, metadata, sendAt, sendNow }
  const sender = text.isAutomatic ? {} : { sentBy: principal.id, sentByName: principal.name }
  const draft: Draft = { ...content, ...sender, thread, rules, origin, case: filing(one) }
  return acceptText(app, draft, (message) =>
    alsoOf(app, text, message, threadChanges(thread, message)[0] ?? thread),
  )
}

/** A text that is held counts when it leaves. */
const threadWith = ({ one, thread }: CaseText, message: OutboundMessage): Thread => {
  const { id: messageId, numberId, at, status } = message
  return status === 'held' ? thread : withCaseText(thread, one.id, { messageId, numberId, at })
}

/** The case keeps the number that its first text left from. A page that the text leads to is there with it. */
const alsoOf = async (
  app: PageNeeds,
  { one, thread, also, request: { pageCode } }: CaseText,
  message: OutboundMessage,
  texted: Thread,
): Promise<(StoredRecord | Removal)[]> => {
  const numbered = one.numberId ? one : { ...one, numberId: message.numberId }
  const page = pageCode ? await withPage(app, numbered, pageCode) : { one: numbered, records: [] }
  const changes = { message, before: { one, thread }, after: { one: page.one, thread: texted } }
  return [...(await also(changes)), ...page.records]
}
