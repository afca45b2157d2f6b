import type { ContactId, MessageId, NumberId, WorkspaceId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'
import { type ConsentScope, type ConsentSource, withConsent } from '../threads/consent.ts'
import type { Thread } from '../threads/thread.ts'

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
  /** The agent or program that recorded it. */
  by?: string
  byName?: string
  /** The number that was written to, or that the carrier refused to send from. */
  numberId?: NumberId
  received?: LedgerText
  sent?: LedgerText
  /** In people's words: why, and what shows it. */
  reason?: string
  /** When it was said, epoch milliseconds. */
  at: number
  recordedAt: number
  version: number
}

/** `opt_in_question`: they asked to be opted in, and were asked whether they mean it. */
export type ConsentAction = 'opt_out' | 'opt_in' | 'opt_in_question'

export type LedgerText = { messageId: MessageId; body: string }

/** The thread as the event leaves it: whatever was asked or waited for before is settled. */
export const withConsentEvent = (thread: Thread, { action, scope, source, at }: ConsentEvent): Thread => {
  const { optInAsked: _, stopRequestedUntil: __, ...rest } = thread
  if (action === 'opt_in_question') return { ...rest, optInAsked: { scope, at } }
  const state = action === 'opt_in' ? 'opted_in' : 'opted_out'
  return { ...rest, consents: withConsent(thread.consents, scope, { state, at, source }) }
}
