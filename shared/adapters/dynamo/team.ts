import type { App } from '#domain/app.ts'
import type { Team } from '#domain/teams/team.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

export const teamKeys = ({ workspace, id }: Pick<Team, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#teams`,
  sk: id,
})

export const teamStore = (table: Table): App['teams'] => ({
  get: (workspace, id, reading) => getRecord(table, 'team', teamKeys({ workspace, id }), reading),
  page: (workspace, page) => queryRecords(table, 'team', { partition: `${workspace}#teams`, ...page }),
})
