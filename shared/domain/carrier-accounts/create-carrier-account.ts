import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { sortableId } from '../ids.ts'
import { type AccountSecrets, requireComplete, withFacts } from './account-secrets.ts'
import type { CarrierAccount } from './carrier-account.ts'

type Needs = Pick<App, 'carrierSecrets' | 'carrierWebhooks' | 'clock' | 'commit' | 'randomId'>

type NewAccount = Pick<CarrierAccount, 'carrier' | 'name' | 'accountSid' | 'messagingServiceSid'> & {
  secrets: AccountSecrets
}

/**
 * Adds an account at a carrier. Its secrets are kept first: an account without them would refuse every webhook. Throws
 * `validation_failed` where something is missing that the carrier needs; `forbidden` unless an admin asks.
 */
export const createCarrierAccount = async (
  app: Needs,
  principal: Principal,
  { secrets, ...facts }: NewAccount,
): Promise<CarrierAccount> => {
  requireAdmin(principal)
  const { workspace } = principal
  const createdAt = app.clock.now()
  const id = sortableId('cac', createdAt, app.randomId)
  requireComplete(facts, { ...secrets })
  const place = { workspace, id, carrier: facts.carrier }
  const own = { public_url: app.carrierWebhooks.base(place), path_key: app.randomId(40) }
  const secret = withFacts({ ...secrets, ...own }, facts)
  const account: CarrierAccount = {
    kind: 'carrier_account',
    ...place,
    ...facts,
    webhookUrl: app.carrierWebhooks.messages(place, secret),
    status: 'ok',
    createdAt,
    version: 0,
  }
  await app.carrierSecrets.put(account, secret)
  await app.commit(account)
  return asStored(account)
}
