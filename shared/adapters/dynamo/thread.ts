import type { App } from '#domain/app.ts'
import type { Thread } from '#domain/threads/thread.ts'
import { getRecord, type Keys, type Table } from './table.ts'

/** A thread is found by its phone; its entries live in a partition of their own (entryPartition). */
export const threadKeys = ({ workspace, phone }: Pick<Thread, 'workspace' | 'phone'>): Keys => ({
  pk: `${workspace}#phone#${phone}`,
  sk: 'thread',
})

export const threadStore = (table: Table): App['threads'] => ({
  byPhone: (workspace, phone, reading) =>
    getRecord(table, 'thread', threadKeys({ workspace, phone }), reading),
})
