import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { CarrierAccountId } from '../carriers/carrier.ts'
import { deleteRecord, type EditNeeds } from '../edit-record.ts'
import { DomainError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadCarrierAccount } from './load-carrier-account.ts'

type Needs = EditNeeds & Pick<App, 'carrierAccounts' | 'carrierSecrets' | 'numbers'>

/**
 * Forgets an account. Its secrets go first, so that a request that ended in between can be made again. Throws
 * `carrier_account_in_use` with the numbers that belong to it, `precondition_failed`, `not_found`, `forbidden`.
 */
export const deleteCarrierAccount = async (
  app: Needs,
  principal: Principal,
  id: CarrierAccountId,
  seen?: SeenVersions,
): Promise<void> => {
  requireAdmin(principal)
  const { workspace } = principal
  await deleteRecord(app, {
    read: () => loadCarrierAccount(app, workspace, id),
    seen,
    requireUnused: async () => {
      await requireNoNumbers(app, workspace, id)
      await app.carrierSecrets.remove({ workspace, id })
    },
  })
}

const requireNoNumbers = async (
  app: Pick<App, 'numbers'>,
  workspace: WorkspaceId,
  id: CarrierAccountId,
): Promise<void> => {
  const numbers = (await app.numbers.list(workspace)).filter(
    ({ carrierAccountId }) => carrierAccountId === id,
  )
  if (numbers.length === 0) return
  throw new DomainError(
    'carrier_account_in_use',
    'Numbers belong to this account: move or delete them first.',
    {
      number_ids: numbers.map((number) => number.id),
    },
  )
}
