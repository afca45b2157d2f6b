import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { NumberId, WorkspaceId } from '#domain/ids.ts'
import type { BusinessNumber } from '#domain/numbers/number.ts'
import type { NumberAddress } from '#domain/numbers/number-address.ts'
import { addedLater } from './older.ts'
import { declareRecord, getRecord, getRecords, queryOrders, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

/** Listed by workspace; the index finds the workspace of an address that a customer wrote to. */
const numberKeys = (number: Pick<BusinessNumber, 'workspace' | 'id'> & Partial<BusinessNumber>): Keys => ({
  pk: `${number.workspace}#numbers`,
  sk: number.id,
  gsi1pk: addressPartition(number.address ?? ''),
  gsi1sk: number.workspace,
  gsi2pk: everyNumber,
  gsi2sk: `${number.workspace}#${number.id}`,
})

/** One partition of the index of keys has the numbers of all workspaces, for the sweep: few, and hardly ever written. */
const everyNumber = 'numbers'

/** The one record of the installation that holds an address: conditional writes see it at once, unlike the index. */
const numberAddressKeys = ({ address }: Pick<NumberAddress, 'address'>): Keys => ({
  pk: addressPartition(address),
  sk: 'number_address',
})

const addressPartition = (address: string): string => `address#${address}`

export const numberRecord = declareRecord({
  kind: 'number',
  place: {
    pk: '<workspace>#numbers',
    sk: '<id>',
    index: '`address#<address>`, `<workspace>`; in `gsi2` all numbers',
  },
  keys: numberKeys,
  personal: [
    'notificationUsers.*.firstName',
    'notificationUsers.*.lastName',
    'notificationUsers.*.email',
    'notificationUsers.*.phone',
  ],
  older: [
    addedLater({
      mmsOut: false,
      carrierHandlesOptOut: false,
      hoursPolicy: 'hold_automated',
      agentsSendNow: true,
    }),
  ],
  schema: () =>
    recordOf('number', {
      id: ids.number(),
      address: z.string(),
      name: z.optional(z.string()),
      type: z.enum(['long_code', 'toll_free', 'short_code', 'rcs']),
      capabilities: z.array(z.enum(['sms', 'mms', 'rcs', 'voice'])),
      country: z.string(),
      carrier: z.enum(['aws', 'twilio', 'flowroute']),
      carrierAccountId: z.optional(ids.carrierAccount()),
      mmsOut: z.boolean(),
      state: z.enum(['off', 'pending', 'active']),
      switchingTo: z.optional(z.enum(['active', 'off'])),
      registration: registration(),
      users: z.array(ids.agent()),
      teamId: z.optional(ids.team()),
      notificationUsers: z.array(notificationUser()),
      noticesShowText: z.optional(z.boolean()),
      texts: texts(),
      agentSendOnly: z.boolean(),
      carrierHandlesOptOut: z.boolean(),
      enrolledOnly: z.boolean(),
      hoursId: z.optional(ids.hours()),
      hoursPolicy: z.enum(['hold_all', 'hold_automated', 'off']),
      agentsSendNow: z.boolean(),
      longMessages: z.enum(['concatenated', 'separate']),
      counters: z.boolean(),
      rate: stored({ segmentsPerSecond: z.number(), segmentsPerDay: z.optional(z.number()) }),
      createdAt: z.number(),
    }),
})

const registration = () =>
  stored({
    status: z.enum(['none', 'submitted', 'approved', 'rejected']),
    brandId: z.optional(z.string()),
    campaignId: z.optional(z.string()),
  })

const notificationUser = () =>
  stored({
    firstName: z.string(),
    lastName: z.string(),
    email: z.optional(z.string()),
    phone: z.optional(z.string()),
    notifyByEmail: z.boolean(),
    notifyBySms: z.boolean(),
    agentId: z.optional(ids.agent()),
  })

const texts = () =>
  stored({
    welcome: z.optional(z.string()),
    optOut: z.optional(z.string()),
    optIn: z.optional(z.string()),
    help: z.optional(z.string()),
    optInQuestion: z.optional(z.string()),
    afterHours: z.optional(z.string()),
    caseQuestion: z.optional(z.string()),
  })

export const numberAddressRecord = declareRecord({
  kind: 'number_address',
  place: { pk: 'address#<address>', sk: 'number_address' },
  keys: numberAddressKeys,
  personal: [],
  schema: () => recordOf('number_address', { numberId: ids.number(), address: z.string() }),
})

export const numberStore = (table: Table): App['numbers'] => ({
  get: (workspace, id, reading) => getRecord(table, [numberRecord], numberKeys({ workspace, id }), reading),
  many: (workspace, ids) =>
    getRecords(
      table,
      [numberRecord],
      ids.map((id) => numberKeys({ workspace, id })),
    ),
  page: (workspace, page) =>
    queryRecords(table, [numberRecord], { partition: `${workspace}#numbers`, ...page }),
  everywhere: async (page) => {
    const orders = await queryOrders(table, { partition: everyNumber, ...page })
    return orders.map((order) => {
      const [workspace, numberId] = order.split('#') as [WorkspaceId, NumberId]
      return { record: { workspace, numberId }, order }
    })
  },
  byAddress: async (address) => {
    const partition = addressPartition(address)
    const [found] = await queryRecords(table, [numberRecord], { index: true, partition, limit: 1 })
    return found?.record
  },
  list: async (workspace) => {
    const found = await queryRecords(table, [numberRecord], { partition: `${workspace}#numbers` })
    return found.map(({ record }) => record)
  },
})
