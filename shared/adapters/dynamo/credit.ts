import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { CreditAccount, CreditEntry } from '#domain/credits/credit-account.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, startingWith } from './schema.ts'
import type { Keys, Table } from './table.ts'

const creditPartition = (workspace: WorkspaceId): string => `${workspace}#credits`
const entryOrder = (position: string): string => `entry#${position}`

const creditAccountKeys = ({ workspace }: Pick<CreditAccount, 'workspace'>): Keys => ({
  pk: creditPartition(workspace),
  sk: 'account',
})

const creditEntryKeys = ({ workspace, id }: Pick<CreditEntry, 'workspace' | 'id'>): Keys => ({
  pk: creditPartition(workspace),
  sk: entryOrder(id),
})

export const creditAccountRecord = declareRecord({
  kind: 'credit_account',
  place: { pk: '<workspace>#credits', sk: 'account' },
  keys: creditAccountKeys,
  personal: [],
  schema: () => recordOf('credit_account', { included: z.number(), packs: z.number(), month: z.string() }),
})

export const creditEntryRecord = declareRecord({
  kind: 'credit_entry',
  place: { pk: '<workspace>#credits', sk: 'entry#<id>' },
  keys: creditEntryKeys,
  personal: ['byName'],
  schema: () =>
    recordOf('credit_entry', {
      id: startingWith('crd_'),
      at: z.number(),
      type: z.enum(['month', 'pack', 'use', 'give_back']),
      change: z.number(),
      left: z.number(),
      warning: z.optional(z.enum(['low', 'none'])),
      segments: z.optional(z.number()),
      messageId: z.optional(ids.message()),
      part: z.optional(z.number()),
      by: z.optional(z.string()),
      byName: z.optional(z.string()),
    }),
})

export const creditStore = (table: Table): App['credits'] => ({
  account: (workspace, reading) =>
    getRecord(table, [creditAccountRecord], creditAccountKeys({ workspace }), reading),
  entries: async (workspace, { limit, from = '~' }) => {
    const partition = creditPartition(workspace)
    const range = { from: entryOrder(''), to: entryOrder(from) }
    const found = await queryRecords(table, [creditEntryRecord], {
      partition,
      ...range,
      limit,
      newestFirst: true,
    })
    return found.map(({ record }) => ({ record, order: record.id }))
  },
})
