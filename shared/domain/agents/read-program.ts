import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import { type Principal, requireScope } from './principal.ts'
import type { Program } from './program.ts'

/** One program of the workspace. Throws `not_found`. */
export const readProgram = async (
  app: Pick<App, 'programs'>,
  principal: Principal,
  id: string,
): Promise<Program> => {
  requireScope(principal, 'read')
  const program = await app.programs.get(principal.workspace, id, 'fresh')
  if (!program) throw notFound('program')
  return program
}
