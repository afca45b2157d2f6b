import * as z from 'zod/mini'
import type { Agent } from '#domain/agents/agent.ts'
import type { App } from '#domain/app.ts'
import { declareRecord, getRecord, getRecords, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const agentKeys = ({ workspace, id }: Pick<Agent, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#agents`,
  sk: id,
})

export const agentRecord = declareRecord({
  kind: 'agent',
  place: { pk: '<workspace>#agents', sk: '<id>' },
  keys: agentKeys,
  personal: ['name', 'email'],
  schema: () =>
    recordOf('agent', {
      id: ids.agent(),
      name: z.string(),
      email: z.optional(z.string()),
      role: z.enum(['agent', 'admin']),
      active: z.boolean(),
      availableSince: z.optional(z.number()),
      defaultNumberId: z.optional(ids.number()),
      createdAt: z.number(),
      signInBy: z.optional(z.literal('code')),
      invitedAt: z.optional(z.number()),
      roleChangedAt: z.optional(z.number()),
      signInPending: z.optional(z.literal(true)),
    }),
})

export const agentStore = (table: Table): App['agents'] => ({
  get: (workspace, id, reading) => getRecord(table, [agentRecord], agentKeys({ workspace, id }), reading),
  many: (workspace, ids) =>
    getRecords(
      table,
      [agentRecord],
      ids.map((id) => agentKeys({ workspace, id })),
    ),
  page: (workspace, page) =>
    queryRecords(table, [agentRecord], { partition: `${workspace}#agents`, ...page }),
  list: async (workspace, reading) => {
    const found = await queryRecords(table, [agentRecord], { partition: `${workspace}#agents`, reading })
    return found.map(({ record }) => record)
  },
})
