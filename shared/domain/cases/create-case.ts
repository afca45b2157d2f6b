import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { causeOf } from '../cause.ts'
import {
  findRecipient,
  type Recipient,
  type RecipientNeeds,
  type RecipientRequest,
} from '../contacts/find-recipient.ts'
import { loadConversation, loadThread } from '../conversations/load-conversation.ts'
import { requireAccess } from '../conversations/rights.ts'
import { type ConversationId, sortableId, type WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import type { Case, CaseCounter, CaseState } from './case.ts'
import {
  type CaseFacts,
  type CheckNeeds,
  requireKnown,
  requireTask,
  takeExternal,
  takeNumber,
} from './case-facts.ts'
import { chooseCaseNumber } from './choose-case-number.ts'
import { withCaseOf } from './link-case.ts'
import { type Notify, noticeOf } from './new-notice.ts'
import { rememberCase } from './remember-case.ts'

export type CreateNeeds = CheckNeeds &
  RecipientNeeds &
  Pick<App, 'cases' | 'clock' | 'commit' | 'randomId' | 'settings'>

export type CaseRequest = CaseFacts & RecipientRequest & { notify?: Notify }

/**
 * Opens a case of a customer, who is found by a phone or as a contact. Without a number it gets the next of Parley's own.
 * Throws `case_number_taken`, `external_id_in_use`, `invalid_phone_number`, `validation_failed`, `not_found`.
 */
export const createCase = async (
  app: CreateNeeds,
  principal: Principal,
  { to, contactId, notify, ...facts }: CaseRequest,
): Promise<Case> => {
  requireScope(principal, 'manage')
  const settings = await app.settings.get(principal.workspace)
  await requireKnown(app, principal.workspace, facts)
  return retryOnConflict(app, async () => {
    const recipient = await findRecipient(app, settings, { to, contactId }, 'fresh')
    const { one, beside } = await newCase(app, principal, { settings, recipient, facts, notify })
    await app.commit(one, ...beside)
    return asStored(one)
  })
}

/**
 * Opens a case from a conversation: with its customer, its number, its team, and its claimer as assignee, where nothing
 * else is said. The conversation shows it. Throws `forbidden`, `not_found` and what createCase throws.
 */
export const openCaseFrom = async (
  app: CreateNeeds & Pick<App, 'conversations'>,
  principal: Principal,
  id: ConversationId,
  { notify, ...facts }: CaseFacts & { notify?: Notify },
): Promise<Case> => {
  requireScope(principal, 'manage')
  const settings = await app.settings.get(principal.workspace)
  await requireKnown(app, principal.workspace, facts)
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    requireAccess(principal, conversation)
    const thread = await loadThread(app, conversation)
    const { claimedBy: assignee, teamId, numberId } = conversation
    const own = settings.caseNumbers.length === 0 ? { numberId } : {}
    const opened = { settings, recipient: { thread }, facts: { assignee, teamId, ...own, ...facts }, notify }
    const { one, beside } = await newCase(app, principal, opened)
    await app.commit(one, ...beside, withCaseOf(conversation, one, app.clock.now()))
    return asStored(one)
  })
}

type Opened = {
  settings: Settings
  recipient: Recipient
  facts: CaseFacts
  state?: CaseState
  notify?: Notify
}

/** The case, and what is written with it. */
export const newCase = async (
  app: CreateNeeds,
  principal: Principal,
  { settings, recipient: { thread, contact }, facts, state = 'open', notify }: Opened,
): Promise<{ one: Case; beside: StoredRecord[] }> => {
  const { workspace } = principal
  const now = app.clock.now()
  const { number, counter } = await nextNumber(app, workspace, facts.number)
  const numberId = facts.numberId ?? (await chooseCaseNumber(app, settings, thread, {}))?.numberId
  const one: Case = requireTask({
    kind: 'case',
    workspace,
    id: sortableId('cas', now, app.randomId),
    state,
    ...(state === 'done' && { resolvedAt: now }),
    contactId: thread.contactId,
    phone: thread.phone,
    ...facts,
    type: facts.type ?? 'ticket',
    fields: facts.fields ?? {},
    number,
    ...(numberId && { numberId }),
    openedAt: now,
    lastActivityAt: now,
    by: causeOf(principal),
    version: 0,
  })
  const { id: caseId, contactId, phone } = one
  const beside: StoredRecord[] = [
    ...counter,
    ...(await takeNumber(app, one)),
    ...(one.external ? await takeExternal(app, one, one.external) : []),
    {
      kind: 'contact_case',
      workspace,
      contactId,
      caseId,
      phone,
      ...(state === 'done' && { done: true as const }),
      version: 0,
    },
    ...(await rememberCase(app, thread, one)),
    ...(contact ? [contact] : []),
    // A case that was over before Parley knew of it is no news.
    ...(state === 'done' ? [] : noticeOf(app, principal, { settings, one, event: 'created', notify })),
  ]
  return { one, beside }
}

/** Where Parley's own numbers begin: four digits are not taken for an amount or a time. */
const firstNumber = 1001

/** The number that was asked for, or the next one that no outside system has taken. */
export const nextNumber = async (
  app: Pick<App, 'cases'>,
  workspace: WorkspaceId,
  asked: string | undefined,
): Promise<{ number: string; counter: CaseCounter[] }> => {
  if (asked !== undefined) return { number: asked, counter: [] }
  const counter = (await app.cases.counter(workspace)) ?? {
    kind: 'case_counter',
    workspace,
    last: firstNumber - 1,
    version: 0,
  }
  let last = counter.last + 1
  while (await app.cases.byNumber(workspace, String(last))) last++
  return { number: String(last), counter: [{ ...counter, last }] }
}
