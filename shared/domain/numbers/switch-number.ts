import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import type { NumberId } from '../ids.ts'
import { loadNumber } from './load-number.ts'
import type { BusinessNumber } from './number.ts'
import { confirmed, deactivating } from './number-state.ts'

const steps = { deactivate: deactivating, confirm: confirmed }

/**
 * Takes a number one step on its way off -> pending -> active -> pending -> off: carriers take their time both ways
 * (Convirza), and an admin or program confirms what they have done. The first step is that of `activateNumber`. Throws what
 * the step throws, `not_found`, `forbidden`.
 */
export const switchNumber = async (
  app: EditNeeds & Pick<App, 'numbers'>,
  principal: Principal,
  id: NumberId,
  step: keyof typeof steps,
): Promise<BusinessNumber> => {
  requireAdmin(principal)
  return editRecord(app, { read: () => loadNumber(app, principal.workspace, id), change: steps[step] })
}
