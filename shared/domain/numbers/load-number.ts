import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { NumberId, WorkspaceId } from '../ids.ts'
import { requireAll } from '../require-all.ts'
import type { BusinessNumber } from './number.ts'

/** The number, if the workspace has it. Throws `not_found`. */
export const loadNumber = async (
  app: Pick<App, 'numbers'>,
  workspace: WorkspaceId,
  id: NumberId,
): Promise<BusinessNumber> => {
  const number = await app.numbers.get(workspace, id, 'fresh')
  if (!number) throw notFound('number')
  return number
}

/** Throws `validation_failed` at `path` where one of the ids names no number of the workspace. */
export const requireNumbers = async (
  app: Pick<App, 'numbers'>,
  workspace: WorkspaceId,
  ids: NumberId[],
  path: string,
): Promise<void> => {
  const found = await Promise.all(ids.map((id) => app.numbers.get(workspace, id)))
  requireAll(found, { path, record: 'number' })
}
