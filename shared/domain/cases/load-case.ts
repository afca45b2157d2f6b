import { isAdmin, type Principal } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { CaseId } from '../ids.ts'
import { type Case, isDone } from './case.ts'

/** The case, if it is in the asker's workspace. Throws `not_found`. */
export const loadCase = async (
  app: Pick<App, 'cases'>,
  { workspace }: Pick<Principal, 'workspace'>,
  id: CaseId,
  reading: Reading = 'fresh',
): Promise<Case> => {
  const found = await app.cases.get(workspace, id, reading)
  if (!found) throw notFound('case')
  return found
}

/**
 * Throws `forbidden` unless the principal may change the case: what is assigned to nobody is everybody's, the rest its
 * assignee's and an admin's. Programs act with a scope.
 */
export const requireCaseWorker = (principal: Principal, { assignee }: Case): void => {
  const may = assignee === undefined || assignee === principal.id
  if (may || principal.kind === 'program' || isAdmin(principal)) return
  throw new DomainError('forbidden', 'Only its assignee or an admin may change this case.')
}

/** Throws `case_done`. */
export const requireNotDone = (one: Case): void => {
  if (isDone(one)) throw new DomainError('case_done', 'The case is done: reopen it first.')
}
