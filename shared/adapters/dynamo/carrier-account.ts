import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { CarrierAccount } from '#domain/carrier-accounts/carrier-account.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const carrierAccountKeys = ({ workspace, id }: Pick<CarrierAccount, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#carrier_accounts`,
  sk: id,
})

export const carrierAccountRecord = declareRecord({
  kind: 'carrier_account',
  place: { pk: '<workspace>#carrier_accounts', sk: '<id>' },
  keys: carrierAccountKeys,
  personal: [],
  schema: () =>
    recordOf('carrier_account', {
      id: ids.carrierAccount(),
      carrier: z.enum(['aws', 'twilio', 'flowroute']),
      name: z.string(),
      accountSid: z.optional(z.string()),
      messagingServiceSid: z.optional(z.string()),
      webhookUrl: z.string(),
      status: z.enum(['ok', 'unauthorized']),
      lastWebhookAt: z.optional(z.number()),
      reconciledAt: z.optional(z.number()),
      createdAt: z.number(),
    }),
})

export const carrierAccountStore = (table: Table): App['carrierAccounts'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, [carrierAccountRecord], carrierAccountKeys({ workspace, id }), reading),
  page: (workspace, page) =>
    queryRecords(table, [carrierAccountRecord], { partition: `${workspace}#carrier_accounts`, ...page }),
})
