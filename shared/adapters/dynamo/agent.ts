import type { Agent } from '#domain/agents/agent.ts'
import type { App } from '#domain/app.ts'
import { getRecord, getRecords, type Keys, queryRecords, type Table } from './table.ts'

export const agentKeys = ({ workspace, id }: Pick<Agent, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#agents`,
  sk: id,
})

export const agentStore = (table: Table): App['agents'] => ({
  get: (workspace, id, reading) => getRecord(table, 'agent', agentKeys({ workspace, id }), reading),
  many: (workspace, ids) =>
    getRecords(
      table,
      'agent',
      ids.map((id) => agentKeys({ workspace, id })),
    ),
  page: (workspace, page) => queryRecords(table, 'agent', { partition: `${workspace}#agents`, ...page }),
  list: async (workspace) => {
    const found = await queryRecords(table, 'agent', { partition: `${workspace}#agents` })
    return found.map(({ record }) => record)
  },
})
