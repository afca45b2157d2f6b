import { parley } from '../agents/parley.ts'
import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Case, Channel } from '../cases/case.ts'
import type { CaseFacts } from '../cases/case-facts.ts'
import { chooseCaseNumber } from '../cases/choose-case-number.ts'
import { nextNumber } from '../cases/create-case.ts'
import { factsOfCase } from '../cases/facts-of-case.ts'
import { loadCase } from '../cases/load-case.ts'
import { ruleFor } from '../cases/new-notice.ts'
import { previewedLinks } from '../cases/page-address.ts'
import { threadOfCase } from '../cases/remember-case.ts'
import type { Contact } from '../contacts/contact.ts'
import { findRecipient, type RecipientRequest } from '../contacts/find-recipient.ts'
import { findContact } from '../contacts/load-contact.ts'
import { loadConversation, loadThread } from '../conversations/load-conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { isClaimer } from '../conversations/rights.ts'
import { askEmail } from '../emails/create-email.ts'
import { DomainError } from '../error.ts'
import { askGate, loadRules } from '../gate/ask-gate.ts'
import type { CaseId, ConversationId, TemplateId } from '../ids.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import type { OutboundOrigin } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import type { CaseTextRule, Settings } from '../settings/settings.ts'
import { type Addressee, fillRequest } from '../templates/fill-request.ts'
import type { Thread } from '../threads/thread.ts'
import { planText } from './plan-text.ts'
import type { CaseTextNeeds } from './send-case-text.ts'
import { emailSubject } from './update-case.ts'

type Needs = CaseTextNeeds & Pick<App, 'emails'>

/**
 * What is to happen: to a case that is there, or to one that is to be opened for the customer of a conversation, a phone or a
 * contact. `sendText`: it is done, with the text that it has as a task. the others are
 * the words of an update.
 */
export type CasePreviewRequest = RecipientRequest &
  Pick<Partial<CaseFacts>, 'subject' | 'type' | 'number' | 'status' | 'dueAt'> & {
    event: CaseTextRule['event']
    caseId?: CaseId
    conversationId?: ConversationId
    body?: string
    smsBody?: string
    emailBody?: string
    templateId?: TemplateId
    input?: Record<string, string>
    sendText?: boolean
  }

/** `refused`: why it would not leave, where it is not the gate of texts that says so. */
export type CaseTextPreview = {
  channel: Channel
  templateId?: TemplateId
  to?: string
  subject?: string
  body?: string
  segments?: number
  gate?: GateDecision
  refused?: Pick<DomainError, 'code' | 'message'>
}

/**
 * The texts and e-mails that its customer would get, in their words, with the word of the gate on each. Nothing is written.
 * Throws `not_found`, `invalid_phone_number`, `validation_failed`.
 */
export const previewCaseTexts = async (
  app: Needs,
  principal: Principal,
  request: CasePreviewRequest,
): Promise<CaseTextPreview[]> => {
  requireScope(principal, 'read')
  const settings = await app.settings.get(principal.workspace)
  const subject = await subjectOf(app, principal, settings, request)
  const plans = plansOf(settings, subject.one, request)
  return Promise.all(
    plans.map((plan) => (plan.channel === 'sms' ? smsPreview : emailPreview)(app, principal, subject, plan)),
  )
}

/** A case as it would be, and whose it is. */
type Subject = { settings: Settings; one: PreviewedCase; thread: Thread; contact?: Contact }

type PreviewedCase = Pick<
  Case,
  'number' | 'subject' | 'type' | 'status' | 'external' | 'dueAt' | 'numberId'
> &
  Partial<Pick<Case, 'id' | 'templateId' | 'input' | 'linkCode' | 'linkRevoked' | 'state' | 'resolvedAt'>>

const subjectOf = async (
  app: Needs,
  principal: Principal,
  settings: Settings,
  request: CasePreviewRequest,
): Promise<Subject> => {
  const { caseId, status } = request
  if (caseId) {
    const one = await loadCase(app, principal, caseId, 'cached')
    const [thread, contact] = await Promise.all([
      threadOfCase(app, one),
      findContact(app, one.workspace, one.contactId),
    ])
    return { settings, one: { ...one, ...(status !== undefined && { status }) }, thread, contact }
  }
  const { thread, contact } = await newCustomerOf(app, principal, settings, request)
  const { number } = await nextNumber(app, principal.workspace, request.number)
  const { subject = '', type = 'ticket', dueAt } = request
  const numberId = (await chooseCaseNumber(app, settings, thread, {}))?.numberId
  return {
    settings,
    one: { number, subject, type, status, dueAt, numberId },
    thread,
    contact: contact ?? (await findContact(app, thread.workspace, thread.contactId)),
  }
}

const newCustomerOf = async (
  app: Needs,
  principal: Principal,
  settings: Settings,
  { conversationId, to, contactId }: CasePreviewRequest,
): Promise<{ thread: Thread; contact?: Contact }> =>
  conversationId
    ? { thread: await loadThread(app, await loadConversation(app, principal, conversationId, 'cached')) }
    : findRecipient(app, settings, { to, contactId }, 'cached')

/** What is said on a channel: a template of the settings, around the update where it is one; or the words of a person. */
type Plan = { channel: Channel; body?: string; templateId?: TemplateId; input?: Record<string, string> } & {
  bySetting: boolean
  origin: OutboundOrigin
  update?: string
}

const plansOf = (settings: Settings, one: PreviewedCase, request: CasePreviewRequest): Plan[] => {
  const { event, body, templateId, input, sendText } = request
  const rule = ruleFor(settings, one, event)
  const ruled = { sms: rule?.smsTemplateId, email: rule?.emailTemplateId }
  return (['sms', 'email'] as const).flatMap((channel): Plan[] => {
    const frame = ruled[channel]
    const byHand = { channel, origin: 'agent' as const, bySetting: false }
    if (event === 'updated') {
      const own = channel === 'sms' ? request.smsBody : request.emailBody
      if (own !== undefined) return [{ ...byHand, body: own }]
      if (frame && body !== undefined)
        return [{ ...byHand, bySetting: true, templateId: frame, update: body }]
      return body === undefined && !templateId ? [] : [{ ...byHand, body, templateId, input }]
    }
    if (sendText && channel === 'sms')
      return one.templateId
        ? [{ ...byHand, bySetting: true, templateId: one.templateId, input: one.input }]
        : []
    return frame ? [{ channel, origin: 'case', bySetting: true, templateId: frame }] : []
  })
}

const smsPreview = async (
  app: Needs,
  principal: Principal,
  { settings, one, thread, contact }: Subject,
  plan: Plan,
): Promise<CaseTextPreview> => {
  const { channel, templateId } = plan
  const number = await chooseNumber(app, automatic(principal, plan), one.numberId)
  const shown = { channel, templateId, to: thread.phone }
  const words = await wordsOf(app, principal, { settings, one, thread, contact, number }, plan)
  if ('refused' in words) return { ...shown, ...words }
  const { segments } = planText({ number, settings }, words.body)
  const origin = plan.origin === 'agent' && principal.kind === 'program' ? 'case' : plan.origin
  const open =
    origin === 'agent'
      ? await openConversation(app, { thread, settings, number, reading: 'fresh' })
      : undefined
  const maySpeak = open?.claimedBy === undefined || isClaimer(principal, open)
  const rules = await loadRules(app, { number, settings })
  const gate = askGate(rules, { origin, body: words.body, segments, thread, maySpeak }, app.clock.now())
  return { ...shown, ...words, segments, gate }
}

/** What leaves by a setting may leave from any number. */
const automatic = (principal: Principal, { origin }: Plan): Principal =>
  origin === 'case' ? parley(principal.workspace) : principal

const emailPreview = async (
  app: Needs,
  principal: Principal,
  subject: Subject,
  plan: Plan,
): Promise<CaseTextPreview> => {
  const { one, contact } = subject
  const { channel, templateId } = plan
  const { address, refused } = await askEmail(app, principal.workspace, contact ?? nobody)
  const words = await wordsOf(app, principal, subject, plan)
  const shown = { channel, templateId, to: address, subject: emailSubject(one), ...words }
  return refused ? { ...shown, refused } : shown
}

const nobody = { emails: [], doNotContact: false }

const wordsOf = async (
  app: Needs,
  principal: Principal,
  { settings, one, thread, contact, number }: Subject & Partial<Pick<Addressee, 'number'>>,
  { body = '', templateId, input = {}, bySetting, update, origin }: Plan,
): Promise<{ body: string } | { refused: DomainError }> => {
  if (!templateId) return { body: body.trim() }
  const facts = { ...factsOfCase(one, settings), update }
  const links = previewedLinks(app, one)
  const whom = async () => ({ contact, phone: thread.phone, number, case: facts, links })
  const sender = automatic(principal, { origin } as Plan)
  try {
    const { body: filled } = await fillRequest(app, sender, { templateId, input, bySetting }, whom)
    return { body: filled }
  } catch (error) {
    if (error instanceof DomainError) return { refused: error }
    throw error
  }
}
