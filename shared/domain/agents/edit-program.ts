import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { type Principal, requireAdmin } from './principal.ts'
import type { Program } from './program.ts'
import { readProgram } from './read-program.ts'

/**
 * Names a program. What it wrote before keeps the name that it had then. Throws `forbidden`, `precondition_failed`,
 * `not_found`.
 */
export const editProgram = async (
  app: EditNeeds & Pick<App, 'programs'>,
  principal: Principal,
  id: string,
  { name }: Pick<Program, 'name'>,
  seen?: SeenVersions,
): Promise<Program> => {
  requireAdmin(principal)
  return editRecord(app, {
    read: () => readProgram(app, principal, id),
    seen,
    change: (program) => ({ ...program, name }),
  })
}
