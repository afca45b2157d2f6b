import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading, StoredRecord } from '../app.ts'
import { findRecipient, type RecipientNeeds } from '../contacts/find-recipient.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { DomainError, notFound } from '../error.ts'
import type { ConversationId, NumberId } from '../ids.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import { scopeOf } from '../threads/consent.ts'
import { type ConsentEvent, type ConsentTerms, withConsentEvent } from '../threads/consent-event.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import { requireNoAttempt } from '../threads/require-no-attempt.ts'
import type { Thread } from '../threads/thread.ts'
import { type FollowNeeds, followWord } from './follow-word.ts'
import { withoutReview } from './review.ts'

type Needs = RecipientNeeds & FollowNeeds & Pick<App, 'conversations' | 'numbers' | 'settings'>

export type ConsentRequest = {
  /** In any common format. */
  phone: string
  action: 'opt_out' | 'opt_in'
  /** The number that it is about, where opt-outs hold for single numbers; without one it holds for all. */
  numberId?: NumberId
  /** In people's words: why, and what shows it. An opt-in needs it. */
  reason?: string
  /** What exactly the customer consented to. */
  terms?: ConsentTerms
  /** The conversation in which it was said: nothing is left to decide there. */
  conversationId?: ConversationId
}

/**
 * Records an opt-out or opt-in that did not come as a keyword. Nothing is sent to the customer. Throws
 * `invalid_phone_number`, `not_found`, and `validation_failed` for an opt-in without evidence.
 */
export const recordConsent = async (
  app: Needs,
  principal: Principal,
  request: ConsentRequest,
): Promise<ConsentEvent> => {
  requireScope(principal, 'manage')
  if (request.action === 'opt_in') requireReason(request)
  const settings = await app.settings.get(principal.workspace)
  if (request.numberId && !(await app.numbers.get(principal.workspace, request.numberId)))
    throw notFound('number')
  return retryOnConflict(app, async (reading) => {
    const { thread, contact } = await findRecipient(app, settings, { to: request.phone }, reading)
    const decided = await decidedIn(app, principal, request, thread, reading)
    if (request.action === 'opt_out') await requireNoAttempt(app, thread, reading)
    const event = newConsentEvent(app, thread, factsOf(app, principal, request, settings))
    const said = { event, before: thread, thread: withConsentEvent(thread, event), contact, settings }
    await app.commit(event, said.thread, ...(await followWord(app, said, reading)), ...decided)
    return event
  })
}

const requireReason = ({ reason = '' }: ConsentRequest): void => {
  if (reason.trim() !== '') return
  const errors = [{ path: 'reason', detail: 'Say how the customer consented.' }]
  throw new DomainError('validation_failed', 'An opt-in by hand needs its reason.', { errors })
}

const factsOf = (app: Needs, principal: Principal, request: ConsentRequest, settings: Settings) => {
  const { action, reason, numberId, terms } = request
  return {
    action,
    reason,
    numberId,
    terms,
    scope: numberId ? scopeOf(numberId, settings.optOutScope) : ('workspace' as const),
    source: principal.kind === 'agent' ? ('agent' as const) : ('api' as const),
    by: principal.id,
    ...(principal.name && { byName: principal.name }),
    at: app.clock.now(),
  }
}

const decidedIn = async (
  app: Needs,
  principal: Principal,
  { conversationId }: ConsentRequest,
  { phone }: Thread,
  reading: Reading,
): Promise<StoredRecord[]> => {
  if (!conversationId) return []
  const conversation = await loadConversation(app, principal, conversationId, reading)
  if (!isSamePhone(conversation.phone, phone)) throw notFound('conversation of this phone')
  return conversation.consentReview ? [withoutReview(conversation)] : []
}
