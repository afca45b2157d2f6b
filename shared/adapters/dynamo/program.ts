import type { Program } from '#domain/agents/program.ts'
import type { App } from '#domain/app.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

export const programKeys = ({ workspace, id }: Pick<Program, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#programs`,
  sk: id,
})

export const programStore = (table: Table): App['programs'] => ({
  get: (workspace, id, reading) => getRecord(table, 'program', programKeys({ workspace, id }), reading),
  page: (workspace, page) => queryRecords(table, 'program', { partition: `${workspace}#programs`, ...page }),
})
