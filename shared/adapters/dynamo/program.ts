import * as z from 'zod/mini'
import type { Program } from '#domain/agents/program.ts'
import type { App } from '#domain/app.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const programKeys = ({ workspace, id }: Pick<Program, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#programs`,
  sk: id,
})

export const programRecord = declareRecord({
  kind: 'program',
  place: { pk: '<workspace>#programs', sk: '<id>' },
  keys: programKeys,
  personal: [],
  schema: () => recordOf('program', { id: z.string(), name: z.string(), createdAt: z.number() }),
})

export const programStore = (table: Table): App['programs'] => ({
  get: (workspace, id, reading) => getRecord(table, [programRecord], programKeys({ workspace, id }), reading),
  page: (workspace, page) =>
    queryRecords(table, [programRecord], { partition: `${workspace}#programs`, ...page }),
})
