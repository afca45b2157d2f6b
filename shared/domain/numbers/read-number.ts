import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { NumberId } from '../ids.ts'
import { loadNumber } from './load-number.ts'
import type { BusinessNumber } from './number.ts'

/** One number. Throws `not_found`. */
export const readNumber = async (
  app: Pick<App, 'numbers'>,
  principal: Principal,
  id: NumberId,
): Promise<BusinessNumber> => {
  requireScope(principal, 'read', 'send')
  return loadNumber(app, principal.workspace, id)
}
