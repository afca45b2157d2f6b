import type { BaseApp } from '#adapters/app.ts'
import type * as contract from '#contract/api/carrier-accounts.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { App } from '#domain/app.ts'
import type { CarrierAccount } from '#domain/carrier-accounts/carrier-account.ts'
import { createCarrierAccount } from '#domain/carrier-accounts/create-carrier-account.ts'
import { deleteCarrierAccount } from '#domain/carrier-accounts/delete-carrier-account.ts'
import { editCarrierAccount } from '#domain/carrier-accounts/edit-carrier-account.ts'
import { listCarrierAccounts } from '#domain/carrier-accounts/list-carrier-accounts.ts'
import { readCarrierAccount } from '#domain/carrier-accounts/read-carrier-account.ts'
import type { Portal } from '#domain/cases/page-address.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime, presentPage, time } from './present.ts'

type Operations = typeof contract.carrierAccountOperations

/** An app that may also keep the secrets of accounts, and reads templates. */
export type AdminApp = BaseApp &
  Pick<
    App,
    'carrierSecrets' | 'carrierWebhooks' | 'renderer' | 'turnstileSecrets' | 'widgets' | 'widgetSecrets'
  > &
  Portal

export const carrierAccountRoutes: Routes<Operations, AdminApp> = {
  createCarrierAccount: async ({ app, principal, body }) =>
    presentAccount(await createCarrierAccount(app, principal, camelCased(body))),
  listCarrierAccounts: async ({ app, principal, query }) =>
    presentPage(await listCarrierAccounts(app, principal, query), presentAccount),
  getCarrierAccount: async ({ app, principal, params }) =>
    presentAccount(await readCarrierAccount(app, principal, params.id)),
  editCarrierAccount: async ({ app, principal, params, body, seen }) =>
    presentAccount(await editCarrierAccount(app, principal, params.id, camelCased(body), seen)),
  deleteCarrierAccount: async ({ app, principal, params, seen }) => {
    await deleteCarrierAccount(app, principal, params.id, seen)
    return undefined
  },
}

const presentAccount = (account: CarrierAccount): Shape<Operations['getCarrierAccount']['response']> => ({
  id: account.id,
  carrier: account.carrier,
  name: account.name,
  account_sid: account.accountSid,
  messaging_service_sid: account.messagingServiceSid,
  webhook_urls: { messages: account.webhookUrl },
  status: account.status,
  last_webhook_at: optionalTime(account.lastWebhookAt),
  created_at: time(account.createdAt),
  version: account.version,
})
