import type { App } from '#domain/app.ts'
import type { CreditAccount, CreditEntry } from '#domain/credits/credit-account.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

const creditPartition = (workspace: WorkspaceId): string => `${workspace}#credits`
const entryOrder = (position: string): string => `entry#${position}`

export const creditAccountKeys = ({ workspace }: Pick<CreditAccount, 'workspace'>): Keys => ({
  pk: creditPartition(workspace),
  sk: 'account',
})

export const creditEntryKeys = ({ workspace, id }: Pick<CreditEntry, 'workspace' | 'id'>): Keys => ({
  pk: creditPartition(workspace),
  sk: entryOrder(id),
})

export const creditStore = (table: Table): App['credits'] => ({
  account: (workspace, reading) =>
    getRecord(table, 'credit_account', creditAccountKeys({ workspace }), reading),
  entries: async (workspace, { limit, from = '~' }) => {
    const partition = creditPartition(workspace)
    const range = { from: entryOrder(''), to: entryOrder(from) }
    const found = await queryRecords(table, 'credit_entry', { partition, ...range, limit, newestFirst: true })
    return found.map(({ record }) => ({ record, order: record.id }))
  },
})
