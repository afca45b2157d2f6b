import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Removal, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { causeOf } from '../cause.ts'
import type { CaseId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { Thread } from '../threads/thread.ts'
import type { Case, ExternalCase } from './case.ts'
import { takeExternal, takeNumber } from './case-facts.ts'
import { loadCase, requireCaseWorker } from './load-case.ts'
import { changesBetween, newChange } from './new-entry.ts'
import { eventBetween, type Notify, noticeOf } from './new-notice.ts'
import { contactCaseOf, rememberCase, threadOfCase } from './remember-case.ts'

export type ChangeNeeds = Pick<App, 'cases' | 'clock' | 'commit' | 'randomId' | 'settings' | 'threads'>

/** `notify`: by which ways the customer is told of it. */
export type Changing = { seen?: SeenVersions; notify?: Notify }

/**
 * Changes one case by a rule. Where nothing is different afterwards, nothing is written and nobody is told. Throws
 * `forbidden`, `precondition_failed`, `case_number_taken`, `external_id_in_use`, and what the rule throws.
 */
export const changeCase = async (
  app: ChangeNeeds,
  principal: Principal,
  id: CaseId,
  rule: (one: Case) => Case,
  { seen, notify }: Changing = {},
): Promise<Case> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async () => {
    const one = await loadCase(app, principal, id)
    requireSeen(one, seen)
    requireCaseWorker(principal, one)
    const next = changed(app, principal, one, rule(one))
    if (!next) return one
    const thread = await threadOfCase(app, next)
    await app.commit(next, ...(await recordsOf(app, principal, { before: one, after: next, thread, notify })))
    return asStored(next)
  })
}

/** Undefined where no field is different. What a customer's text had changed of the state is over once somebody sets it. */
export const changed = (
  { clock }: Pick<App, 'clock'>,
  principal: Principal,
  before: Case,
  after: Case,
): Case | undefined => {
  if (changesBetween(before, after).length === 0) return undefined
  const { woken, ...rest } = after
  const kept = woken && before.state === after.state ? { woken } : {}
  return { ...rest, ...kept, lastActivityAt: clock.now(), by: causeOf(principal) }
}

/** The settings are read where there is something to tell. */
const noticesOf = async (
  app: ChangeNeeds,
  principal: Principal,
  { before, after, notify }: Pick<Change, 'before' | 'after' | 'notify'>,
) => {
  const event = eventBetween(before, after)
  if (!event) return []
  const settings = await app.settings.get(after.workspace)
  return noticeOf(app, principal, { settings, one: after, event, notify })
}

type Change = { before: Case; after: Case; thread: Thread; notify?: Notify }

/** What is written with a change of a case, whose thread is given as it is to be otherwise. */
export const recordsOf = async (
  app: ChangeNeeds,
  principal: Principal,
  { before, after, thread, notify }: Change,
): Promise<(StoredRecord | Removal)[]> => [
  newChange(app, principal, after, changesBetween(before, after)),
  ...(before.number === after.number ? [] : await renumbered(app, before, after)),
  ...(await reassigned(app, before, after)),
  ...(await rememberCase(app, thread, after)),
  ...(await contactCaseOf(app, after)),
  ...(await noticesOf(app, principal, { before, after, notify })),
]

const renumbered = async (app: ChangeNeeds, before: Case, after: Case) => {
  const [taken, had] = await Promise.all([
    takeNumber(app, after),
    app.cases.byNumber(before.workspace, before.number),
  ])
  const isSame = before.number.toLowerCase() === after.number.toLowerCase()
  return [...taken, ...(had && !isSame ? [{ remove: had }] : [])]
}

const reassigned = async (app: ChangeNeeds, before: Case, after: Case) => {
  if (keyOf(before.external) === keyOf(after.external)) return []
  const [taken, had] = await Promise.all([
    after.external ? takeExternal(app, after, after.external) : [],
    before.external && app.cases.byExternal(before.workspace, before.external),
  ])
  return [...taken, ...(had ? [{ remove: had }] : [])]
}

const keyOf = (external: ExternalCase | undefined) => external && `${external.system}#${external.id}`
