import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Team } from '#domain/teams/team.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const teamKeys = ({ workspace, id }: Pick<Team, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#teams`,
  sk: id,
})

export const teamRecord = declareRecord({
  kind: 'team',
  place: { pk: '<workspace>#teams', sk: '<id>' },
  keys: teamKeys,
  personal: [],
  schema: () =>
    recordOf('team', {
      id: ids.team(),
      name: z.string(),
      members: z.array(ids.agent()),
      hoursId: z.optional(ids.hours()),
      createdAt: z.number(),
    }),
})

export const teamStore = (table: Table): App['teams'] => ({
  get: (workspace, id, reading) => getRecord(table, [teamRecord], teamKeys({ workspace, id }), reading),
  page: (workspace, page) => queryRecords(table, [teamRecord], { partition: `${workspace}#teams`, ...page }),
})
