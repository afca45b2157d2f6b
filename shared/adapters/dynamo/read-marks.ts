import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { ReadMarks } from '#domain/conversations/read-marks.ts'
import { agentPartition } from './conversation.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const readMarksKeys = ({ workspace, agentId }: Pick<ReadMarks, 'workspace' | 'agentId'>): Keys => ({
  pk: agentPartition(workspace, agentId),
  sk: 'read_marks',
})

export const readMarksRecord = declareRecord({
  kind: 'read_marks',
  place: { pk: '<workspace>#agent#<agentId>', sk: 'read_marks' },
  keys: readMarksKeys,
  personal: [],
  schema: () =>
    recordOf('read_marks', {
      agentId: ids.agent(),
      seen: z.array(z.string()),
      unread: z.array(z.string()),
      marked: z.optional(ids.conversation()),
    }),
})

export const readMarksStore = (table: Table): App['readMarks'] => ({
  get: (workspace, agentId, reading) =>
    getRecord(table, [readMarksRecord], readMarksKeys({ workspace, agentId }), reading),
})
