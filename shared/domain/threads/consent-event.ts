import type { ContactId, ImportId, MessageId, NumberId, TemplateId, WidgetId, WorkspaceId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'
import { type ConsentScope, type ConsentSource, withConsent } from './consent.ts'
import type { Thread } from './thread.ts'

type ConsentEventId = `cns_${string}`

/** One entry of the ledger of consent, written once and never changed. */
export type ConsentEvent = {
  kind: 'consent_event'
  workspace: WorkspaceId
  id: ConsentEventId
  phone: Address
  contactId: ContactId
  action: ConsentAction
  scope: ConsentScope
  source: ConsentSource
  /** The outside system or program whose word on the contact it is; left out where people said it. */
  system?: string
  /** What a customer was enrolled in there. */
  play?: string
  /** The import whose row said it. */
  importId?: ImportId
  /** The agent or program that recorded it. */
  by?: string
  byName?: string
  /** The number that was written to, or that the carrier refused to send from. */
  numberId?: NumberId
  /** The template of the text that an opt-out of the customer answers. */
  templateId?: TemplateId
  received?: LedgerText
  sent?: LedgerText
  /** Why the customer's word was not answered, where an answer belonged to it. */
  notSent?: NotSent
  /** The phone of the same contact on which it was said, where it was another one. */
  saidOn?: ConsentEvent['phone']
  /** What exactly the customer consented to, where it was recorded. */
  terms?: ConsentTerms
  /** The form of a website in which it was said, or that asked the question that it answers. */
  form?: ConsentForm
  /** In people's words: why, and what shows it. */
  reason?: string
  /** When it was said, epoch milliseconds. */
  at: number
  recordedAt: number
  version: number
}

/**
 * `opt_in_question`: they asked to be opted in, and were asked whether they mean it. `attested`: whoever imported the phone says
 * how its owner consented. The others tell of the contact's record, whose word blocks and lets through beside the customer's own.
 */
export type ConsentAction = ConsentWord | 'opt_in_question' | 'attested' | ContactWord

/** What changes whether a phone has opted out. */
type ConsentWord = 'opt_out' | 'opt_in'

export type ContactWord = 'do_not_contact' | 'do_not_contact_lifted' | 'enrolled' | 'enrolment_ended'

export const isConsentWord = ({ action }: Pick<ConsentEvent, 'action'>): boolean =>
  action === 'opt_out' || action === 'opt_in'

export type LedgerText = { messageId: MessageId; body: string }

/**
 * `answer_too_late`: it could not leave within five minutes. `too_many_answers`: machines may be answering each other.
 * `own_number`: it came from one of our numbers. `carrier_answers`: the carrier answers this word itself. `blocked`: the
 * send gate forbids it.
 */
export type NotSent = 'answer_too_late' | 'too_many_answers' | 'own_number' | 'carrier_answers' | 'blocked'

/** What a customer consented to. Epoch milliseconds. */
export type ConsentTerms = {
  purpose?: string
  /** Where it was given: a form, a call. */
  source?: string
  /** The words that the customer read. */
  wording?: string
  /** The address of the page with these words. */
  page?: string
  expiresAt?: number
}

/**
 * What is known of whoever ticked the box of a form; of a YES only the widget. `wording`: its number. `address`: a keyed hash of
 * theirs, by which one that somebody names can be compared.
 */
export type ConsentForm = {
  widgetId: WidgetId
  wording?: number
  language?: string
  address?: string
  browser?: string
}

/** The thread as the event leaves it: whatever was asked or waited for before is settled. */
export const withConsentEvent = (thread: Thread, event: ConsentEvent): Thread => {
  const { action, scope, source, at, terms } = event
  const { optInAsked: _, stopRequestedUntil: __, ...asked } = thread
  if (action === 'opt_in_question') return { ...asked, optInAsked: { scope, at } }
  const { review: ___, ...rest } = asked
  const state = action === 'opt_in' ? 'opted_in' : 'opted_out'
  const expiresAt = action === 'opt_in' ? terms?.expiresAt : undefined
  const consent = { state, at, source, ...(expiresAt && { expiresAt }) } as const
  return { ...rest, consents: withConsent(thread.consents, scope, consent) }
}
