import type { App } from '#domain/app.ts'
import { accessOf } from './access.ts'
import { inAddress } from './account-name.ts'
import { accountCarriers } from './carriers.ts'

/** Addresses behind that of the API, without a slash at its end. */
export const createWebhooks = (apiUrl: string, adapters = accountCarriers): App['carrierWebhooks'] => {
  const base: App['carrierWebhooks']['base'] = (account) =>
    `${apiUrl}/webhooks/${account.carrier}/${inAddress(account)}`
  return {
    base,
    messages: (account, secret) =>
      adapters[account.carrier]?.webhookUrls(accessOf(secret)).messages ?? `${base(account)}/messages`,
  }
}
