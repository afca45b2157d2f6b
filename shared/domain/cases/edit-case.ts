import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { CaseId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import { type Case, isDone } from './case.ts'
import { type CheckNeeds, requireKnown, requireTask, withFields } from './case-facts.ts'
import { type ChangeNeeds, type Changing, changeCase } from './change-case.ts'
import { requireNotDone } from './load-case.ts'
import type { Notify } from './new-notice.ts'

/** Null takes something away; of the fields, what is not named stays. */
export type CasePatch = Patch<
  Pick<
    Case,
    | 'subject'
    | 'number'
    | 'type'
    | 'status'
    | 'assignee'
    | 'teamId'
    | 'numberId'
    | 'dueAt'
    | 'templateId'
    | 'input'
    | 'external'
  >
> & { state?: 'open' | 'waiting'; fields?: Record<string, string | null> }

type Needs = ChangeNeeds & CheckNeeds

/**
 * Changes what is said of a case. The state of one that is done stays: it is reopened first. Throws `case_done` and what
 * changeCase and requireKnown throw.
 */
export const editCase = async (
  app: Needs,
  principal: Principal,
  id: CaseId,
  { notify, ...patch }: CasePatch & { notify?: Notify },
  seen?: Changing['seen'],
): Promise<Case> => {
  await requireKnown(app, principal.workspace, patch)
  return changeCase(app, principal, id, (one) => withPatch(one, patch), { seen, notify })
}

export const withPatch = (one: Case, { fields, state, ...patch }: CasePatch): Case => {
  if (state) requireNotDone(one)
  const { templateId } = patch
  const asked = templateId === null ? { input: null } : {}
  const next = requireTask(patched(one, { ...patch, ...asked, ...(state && { state }) }))
  return fields ? { ...next, fields: withFields(one.fields, fields) } : next
}

/** Done: nothing is filed to it by a guess from now on. With a status in the company's words, where there is one. */
export const resolveCase = (
  app: ChangeNeeds,
  principal: Principal,
  id: CaseId,
  { status, notify }: { status?: string; notify?: Notify } = {},
): Promise<Case> =>
  changeCase(app, principal, id, (one) => resolved(one, app.clock.now(), status), { notify })

export const resolved = (one: Case, now: number, status?: string): Case => ({
  ...one,
  ...(status !== undefined && { status }),
  ...(!isDone(one) && { state: 'done' as const, resolvedAt: now }),
})

/** Open again. */
export const reopenCase = (
  app: ChangeNeeds & Pick<App, 'clock'>,
  principal: Principal,
  id: CaseId,
): Promise<Case> => changeCase(app, principal, id, reopened)

export const reopened = (one: Case): Case => {
  if (!isDone(one)) return one
  const { resolvedAt: _, ...rest } = one
  return { ...rest, state: 'open' }
}
