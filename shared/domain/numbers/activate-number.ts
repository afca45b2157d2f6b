import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import type { NumberId } from '../ids.ts'
import { loadNumber } from './load-number.ts'
import type { BusinessNumber } from './number.ts'
import { activating, asConnected } from './number-state.ts'

/**
 * Switches SMS on: has the carrier bring the number's texts here, and confirms by itself where the carrier says that it
 * carries them. Otherwise the number is pending until it is activated again or confirmed. Nothing changes where the carrier
 * refuses. Throws what `activating` and the carrier throw, `not_found`, `forbidden`.
 */
export const activateNumber = async (
  app: EditNeeds & Pick<App, 'carrierNumbers' | 'numbers'>,
  principal: Principal,
  id: NumberId,
): Promise<BusinessNumber> => {
  requireAdmin(principal)
  const read = () => loadNumber(app, principal.workspace, id)
  const connected = await app.carrierNumbers.connect(activating(await read()))
  return editRecord(app, { read, change: (number) => asConnected(activating(number), connected) })
}
