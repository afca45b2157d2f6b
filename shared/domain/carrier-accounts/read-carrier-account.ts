import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { CarrierAccountId } from '../carriers/carrier.ts'
import type { CarrierAccount } from './carrier-account.ts'
import { loadCarrierAccount } from './load-carrier-account.ts'

/** One account, without its secrets. Throws `not_found`, `forbidden`. */
export const readCarrierAccount = async (
  app: Pick<App, 'carrierAccounts'>,
  principal: Principal,
  id: CarrierAccountId,
): Promise<CarrierAccount> => {
  requireAdmin(principal)
  return loadCarrierAccount(app, principal.workspace, id)
}
