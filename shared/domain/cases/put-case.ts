import { type Principal, requireScope } from '../agents/principal.ts'
import { asStored } from '../as-stored.ts'
import { findRecipient, type RecipientRequest } from '../contacts/find-recipient.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Case, CaseState, ExternalCase } from './case.ts'
import { requireKnown, unfit } from './case-facts.ts'
import { changeCase } from './change-case.ts'
import { type CreateNeeds, newCase } from './create-case.ts'
import { type CasePatch, reopened, resolved, withPatch } from './edit-case.ts'
import type { Notify } from './new-notice.ts'

/** What an outside system knows of its case. Null takes something away, what is left out stays. */
export type OutsideCase = Omit<CasePatch, 'external' | 'state'> &
  RecipientRequest & { state?: CaseState; notify?: Notify }

/**
 * The case with an id in an outside system, as that system has it now: opened where there is none, changed where something
 * is different. Whose it is stays as it was when it was opened. Throws `case_number_taken`, `validation_failed` where a new
 * one has no subject or no customer, `invalid_phone_number`, `forbidden`.
 */
export const putCase = async (
  app: CreateNeeds,
  principal: Principal,
  external: ExternalCase,
  request: OutsideCase,
): Promise<Case> => {
  requireScope(principal, 'manage')
  await requireKnown(app, principal.workspace, request)
  return retryOnConflict(app, async () => {
    const known = await app.cases.byExternal(principal.workspace, external)
    if (!known) return openOutside(app, principal, external, request)
    return changeCase(app, principal, known.caseId, (one) => updated(one, request, app.clock.now()), {
      notify: request.notify,
    })
  })
}

const updated = (
  one: Case,
  { to: _, contactId: __, notify: ___, state, ...patch }: OutsideCase,
  now: number,
): Case => {
  const next = withPatch(one, patch)
  if (state === undefined || state === one.state) return next
  return state === 'done' ? resolved(next, now) : { ...reopened(next), state }
}

const openOutside = async (
  app: CreateNeeds,
  principal: Principal,
  external: ExternalCase,
  { to, contactId, subject, state, notify, ...patch }: OutsideCase,
): Promise<Case> => {
  if (subject === undefined) throw unfit('subject', 'A new case needs a subject.')
  if (to === undefined && contactId === undefined) throw unfit('to', 'A new case needs a customer.')
  const settings = await app.settings.get(principal.workspace)
  const recipient = await findRecipient(app, settings, { to, contactId }, 'fresh')
  const facts = { ...withoutNulls(patch), subject, external }
  const { one, beside } = await newCase(app, principal, { settings, recipient, facts, state, notify })
  await app.commit(one, ...beside)
  return asStored(one)
}

/** A new case has nothing that could be taken away. */
const withoutNulls = ({
  fields,
  ...patch
}: Omit<OutsideCase, 'subject' | 'state' | 'to' | 'contactId' | 'notify'>) => ({
  ...said(patch),
  fields: said(fields ?? {}) as Record<string, string>,
})

type Said<T> = { [K in keyof T]?: Exclude<T[K], null> }

const said = <T extends object>(patch: T): Said<T> =>
  Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== null && value !== undefined),
  ) as Said<T>
