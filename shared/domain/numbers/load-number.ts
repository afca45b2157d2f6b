import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { NumberId, WorkspaceId } from '../ids.ts'
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
