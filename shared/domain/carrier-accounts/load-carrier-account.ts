import type { App } from '../app.ts'
import type { CarrierAccountId } from '../carriers/carrier.ts'
import { notFound } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import type { CarrierAccount } from './carrier-account.ts'

/** The account, if the workspace has it. Throws `not_found`. */
export const loadCarrierAccount = async (
  app: Pick<App, 'carrierAccounts'>,
  workspace: WorkspaceId,
  id: CarrierAccountId,
): Promise<CarrierAccount> => {
  const account = await app.carrierAccounts.get(workspace, id, 'fresh')
  if (!account) throw notFound('carrier account')
  return account
}
