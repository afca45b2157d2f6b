import type { App, StoredRecord } from '../app.ts'
import { newCustomer } from '../contacts/new-customer.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { withAnswer } from '../conversations/with-message.ts'
import { type AdminNeeds, emailsToAdmins } from '../emails/tell-admins.ts'
import { askGate, loadRulesOf, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import { decideHold } from '../gate/decide-hold.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { textOf } from '../numbers/automatic-texts.ts'
import { composeAnswer } from '../outbound/compose-message.ts'
import { reportAccepted } from '../outbound/report-accepted.ts'
import { parsePhone } from '../phones/phone.ts'
import { isWritten, retryOnConflict } from '../retry-on-conflict.ts'
import { mayAnswer, withAnswerCounted } from '../threads/answers.ts'
import { scopeOf } from '../threads/consent.ts'
import { type ConsentEvent, withConsentEvent } from '../threads/consent-event.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import { type Thread, withLoneText } from '../threads/thread.ts'
import { day, minute } from '../time.ts'
import { publicOf } from './public-widget.ts'
import { isPerson } from './turnstile.ts'
import { isAbused, stopped, stoppedWords, withAsked } from './watch-form.ts'
import { unused, type Widget, type WidgetWording } from './widget.ts'
import { countedOnce } from './widget-caps.ts'
import type { AskOutcome, WidgetJob, WidgetOnce } from './widget-job.ts'

export type AskNeeds = RuleNeeds &
  AdminNeeds &
  Pick<
    App,
    | 'commit'
    | 'conversations'
    | 'log'
    | 'numbers'
    | 'randomId'
    | 'report'
    | 'settings'
    | 'threads'
    | 'turnstile'
    | 'widgets'
  >

/** Who asked leaves the page soon: a question that comes later surprises them. */
const leavesWithin = 15 * minute

/** Longer than a delivery of the queue may come again. */
const onceKept = 20 * day

/**
 * Asks a phone that a visitor typed into the form of a widget whether its owner means it, and sends nothing else. The question, the
 * counts of the caps and the entry of the ledger are one transaction. Safe to repeat.
 */
export const askConsent = (app: AskNeeds, job: WidgetJob): Promise<AskOutcome> =>
  retryOnConflict(app, async () => {
    const { workspace, widgetId } = job
    const widget = await app.widgets.get(workspace, widgetId)
    if (widget?.form !== 'on') return 'form_off'
    const once = await takeOnce(app, job)
    if (!once) return 'repeated'
    const use = (await app.widgets.use(workspace, widgetId)) ?? unused(widget)
    if (isAbused(use, app.clock.now())) return stopForm(app, widget)
    if (!(await isPerson(app, widget, job))) return 'no_person'
    const asking = await prepare(app, widget, job)
    if (!asking) return 'blocked'
    const counts = await countedOnce(app, widget, job, asking.thread)
    if (!counts) return 'capped'
    const { message, records } = question(app, asking, job)
    await app.commit(...records, ...counts, { ...once, done: true }, withAsked(use, app.clock.now()))
    reportAccepted(app, message)
    return 'asked'
  })

/** What this request may be done with; undefined where it was done, or its work belongs to another request. */
const takeOnce = async (app: AskNeeds, job: WidgetJob): Promise<WidgetOnce | undefined> => {
  const { workspace, widgetId, id: jobId, challenge: name } = job
  const known = await app.widgets.once(workspace, widgetId, name)
  if (known) return known.jobId === jobId && !known.done ? known : undefined
  const expiresAt = app.clock.now() + onceKept
  const once = { kind: 'widget_once', workspace, widgetId, name, jobId, expiresAt, version: 0 } as const
  return (await isWritten(app.commit(once))) ? { ...once, version: 1 } : takeOnce(app, job)
}

/** Switches the form off, here and on the pages, and tells the admins. */
const stopForm = async (app: AskNeeds, before: Widget): Promise<AskOutcome> => {
  const { workspace, id } = before
  const [use, number] = await Promise.all([
    app.widgets.use(workspace, id),
    app.numbers.get(workspace, before.numberId),
  ])
  const now = app.clock.now()
  const after = stopped(before, use ?? unused(before), now)
  const emails = await emailsToAdmins(app, workspace, stoppedWords(before))
  const copy = number ? [publicOf(after.widget, number)] : []
  await app.commit(after.widget, after.use, ...copy, ...emails)
  return 'form_off'
}

/** A question that may leave, short of writing it. */
type Asking = {
  rules: Rules
  thread: Thread
  /** The customer's contact, where it is new as well. */
  others: StoredRecord[]
  conversation: Conversation | undefined
  wording: WidgetWording
  message: OutboundMessage
}

/** Undefined where nobody can be asked: no phone, one of ours, or one that the send gate keeps from texts that no agent wrote. */
const prepare = async (app: AskNeeds, widget: Widget, job: WidgetJob): Promise<Asking | undefined> => {
  const { workspace, id } = widget
  const [rules, wording] = await Promise.all([
    loadRulesOf(app, widget, 'fresh'),
    app.widgets.wording(workspace, id, job.wording),
  ])
  const phone = rules && parsePhone(job.phone, rules.number.country)
  if (!wording || !phone || (await app.numbers.byAddress(phone))) return undefined
  const known = await app.threads.byPhone(workspace, phone, 'fresh')
  const made = known ? undefined : newCustomer(app, workspace, phone, { kind: 'customer' })
  const thread = known ?? made?.thread
  if (!thread || !mayBeAsked(thread, app.clock.now())) return undefined
  const { settings, number } = rules
  const conversation = await openConversation(app, { thread, settings, number, reading: 'fresh' })
  const message = composeAnswer(app, {
    ...{ thread, rules, conversation, origin: 'consent' },
    body: textOf('optInQuestion', number, settings),
    leaveBy: app.clock.now() + leavesWithin,
  })
  if (!isLetThrough(rules, thread, message, app.clock.now())) return undefined
  return { rules, thread, others: made ? [made.contact] : [], conversation, wording, message }
}

/** Somebody who just said STOP, or may have, is left alone. */
const mayBeAsked = (thread: Thread, now: number): boolean =>
  !thread.review && (thread.stopRequestedUntil ?? 0) <= now && mayAnswer(thread, 'optInQuestion', now)

/**
 * The gate lets answers about consent pass where it stops others, for the customer wrote first. Here nobody knows who typed the phone:
 * what stops any automatic text stops the question, and so does the night of whoever has the phone. It need not wait for opening hours.
 */
const isLetThrough = (rules: Rules, thread: Thread, message: OutboundMessage, now: number): boolean => {
  const { body, segments, gate } = message
  const asOthers = askGate(rules, { origin: 'welcome', body, segments, thread, keeps: 'no hours' }, now)
  return gate.decision === 'allow' && asOthers.decision === 'allow' && !isNight(rules, thread, now)
}

/** Whether a campaign would wait for the end of the recipient's quiet hours. */
const isNight = ({ settings, hours }: Rules, { phone, flags }: Thread, now: number): boolean =>
  decideHold({
    ...{ now, hours, settings, to: phone, zone: flags.zone },
    origin: 'campaign',
    number: { hoursPolicy: 'off' },
  }) !== undefined

/** All that the question writes: itself, the thread that waits for YES, and the proof of what was agreed to. */
const question = (app: AskNeeds, asking: Asking, job: WidgetJob) => {
  const { thread, message, others, conversation } = asking
  const event = entryOf(app, asking, job)
  const { id: messageId, numberId, at } = message
  const asked = withConsentEvent(thread, event)
  const counted = withAnswerCounted(asked, 'optInQuestion', app.clock.now())
  const waiting: Thread = {
    ...counted,
    optInAsked: { scope: event.scope, at: event.at, widget: { id: job.widgetId, page: job.page, messageId } },
  }
  const records: StoredRecord[] = conversation
    ? [waiting, withAnswer(conversation, message)]
    : [withLoneText(waiting, { messageId, numberId, at })]
  return { message, records: [message, event, ...records, ...others] }
}

const entryOf = (
  app: AskNeeds,
  { rules, thread, wording, message }: Asking,
  job: WidgetJob,
): ConsentEvent => {
  const { number, settings } = rules
  const { widgetId, language, address, browser, page } = job
  const { texts, number: wordingNumber } = wording
  return newConsentEvent(app, thread, {
    action: 'opt_in_question',
    scope: scopeOf(number.id, settings.optOutScope),
    source: 'customer',
    numberId: number.id,
    sent: { messageId: message.id, body: message.body },
    terms: { source: 'widget', wording: texts[language] ?? Object.values(texts)[0], page },
    form: { widgetId, wording: wordingNumber, language, address, browser },
    at: app.clock.now(),
  })
}
