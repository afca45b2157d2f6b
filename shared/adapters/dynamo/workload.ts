import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Workload } from '#domain/assignment/workload.ts'
import { agentPartition } from './conversation.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const workloadKeys = ({ workspace, agentId }: Pick<Workload, 'workspace' | 'agentId'>): Keys => ({
  pk: agentPartition(workspace, agentId),
  sk: 'workload',
})

export const workloadRecord = declareRecord({
  kind: 'workload',
  place: { pk: '<workspace>#agent#<agentId>', sk: 'workload' },
  keys: workloadKeys,
  personal: [],
  schema: () =>
    recordOf('workload', {
      agentId: ids.agent(),
      turn: z.number(),
      recent: z.array(stored({ id: ids.conversation(), at: z.number() })),
    }),
})

export const workloadStore = (table: Table): App['workloads'] => ({
  get: (workspace, agentId) =>
    getRecord(table, [workloadRecord], workloadKeys({ workspace, agentId }), 'fresh'),
})
