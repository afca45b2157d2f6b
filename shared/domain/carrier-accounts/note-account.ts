import type { App } from '../app.ts'
import type { CarrierAccountId, CarrierOutcome } from '../carriers/carrier.ts'
import type { WorkspaceId } from '../ids.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { minute } from '../time.ts'
import type { CarrierAccount } from './carrier-account.ts'

/** That a webhook came is written down once in this time: an account that is busy is not written for each text. */
const heardEvery = 15 * minute

/** Remembers when a webhook last came, for people who set an account up. Whoever else writes the account has the word. */
export const noteWebhook = async (
  app: Pick<App, 'clock' | 'commit'>,
  account: CarrierAccount,
): Promise<void> => {
  const now = app.clock.now()
  if (now - (account.lastWebhookAt ?? 0) < heardEvery) return
  await isWritten(app.commit({ ...account, lastWebhookAt: now }))
}

/**
 * Remembers whether the carrier refuses an account's secrets, from what it answered, and reports the first refusal after
 * a time in which it did not. Nothing is written or reported where that was known.
 */
export const noteAccess = async (
  app: Pick<App, 'carrierAccounts' | 'commit' | 'report'>,
  { workspace, account: id }: { workspace: WorkspaceId; account?: CarrierAccountId },
  outcome: CarrierOutcome,
): Promise<void> => {
  const status = statusAfter(outcome)
  if (!id || !status) return
  const account = await app.carrierAccounts.get(workspace, id)
  if (!account || account.status === status) return
  const isNews = await isWritten(app.commit({ ...account, status }))
  if (isNews && status === 'unauthorized')
    app.report({ way: 'out', outcome: 'unauthorized', workspace, carrier: account.carrier })
}

/** Undefined where the answer says nothing about the secrets. */
const statusAfter = (outcome: CarrierOutcome): CarrierAccount['status'] | undefined => {
  if (outcome.outcome === 'accepted') return 'ok'
  return outcome.outcome === 'not_now' && outcome.unauthorized ? 'unauthorized' : undefined
}
