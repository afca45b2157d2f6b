import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { CarrierAccountId, CarrierSecret } from '../carriers/carrier.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import { isSame } from '../is-same.ts'
import { type Patch, patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { type AccountSecrets, requireComplete, type SecretsPatch, withFacts } from './account-secrets.ts'
import type { CarrierAccount } from './carrier-account.ts'
import { loadCarrierAccount } from './load-carrier-account.ts'

type Needs = EditNeeds & Pick<App, 'carrierAccounts' | 'carrierSecrets'>

type AccountPatch = Patch<Pick<CarrierAccount, 'name' | 'accountSid' | 'messagingServiceSid'>> & {
  secrets?: SecretsPatch
}

/**
 * Edits an account as an admin. Secrets that are not named stay; new ones count at once where they are first needed, and
 * the ones before them are tried as well, so that no text is lost meanwhile. Throws `validation_failed`,
 * `precondition_failed`, `not_found`, `forbidden`.
 */
export const editCarrierAccount = async (
  app: Needs,
  principal: Principal,
  id: CarrierAccountId,
  { secrets, ...patch }: AccountPatch,
  seen?: SeenVersions,
): Promise<CarrierAccount> => {
  requireAdmin(principal)
  return editRecord(app, {
    read: () => loadCarrierAccount(app, principal.workspace, id),
    seen,
    change: async (account) => {
      const next = patched(account, patch)
      const before = await app.carrierSecrets.get(account)
      const secret = withFacts(withSecrets(before, secrets), next)
      requireComplete(next, secret)
      if (!isSame(before, secret)) await app.carrierSecrets.put(account, secret)
      return secrets ? { ...next, status: 'ok' } : next
    },
  })
}

const withSecrets = (before: CarrierSecret, secrets: SecretsPatch = {}): CarrierSecret => ({
  ...patched<AccountSecrets>(before, secrets),
})
