import { each } from '#contract/client.ts'
import type { Api, CarrierAccount } from '../data/api.ts'

/** The accounts of the workspace at carriers, oldest first. */
export const readCarrierAccounts = (api: Api): Promise<CarrierAccount[]> =>
  Array.fromAsync(each(api.listCarrierAccounts, { query: { limit: 100 } }))
