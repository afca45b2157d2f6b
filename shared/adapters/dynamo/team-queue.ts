import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { QueueEntry } from '#domain/assignment/queue-entry.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { causeShape, ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

/**
 * The queues of all teams of a workspace are one partition, so that one query tells whether anybody waits. The milliseconds
 * of a time have thirteen digits until the year 2286, and so their letters sort as they do.
 */
const entryKeys = ({
  workspace,
  teamId,
  since,
  conversationId,
}: Pick<QueueEntry, 'workspace' | 'teamId' | 'since' | 'conversationId'>): Keys => ({
  pk: partition(workspace),
  sk: `${teamId}#${since}#${conversationId}`,
})

const partition = (workspace: WorkspaceId): string => `${workspace}#team_queues`

export const queueEntryRecord = declareRecord({
  kind: 'queue_entry',
  place: { pk: '<workspace>#team_queues', sk: '<teamId>#<since>#<conversationId>' },
  keys: entryKeys,
  personal: [],
  schema: () =>
    recordOf('queue_entry', {
      teamId: ids.team(),
      since: z.number(),
      conversationId: ids.conversation(),
      by: z.enum(['round_robin', 'least_busy']),
      cap: z.optional(z.number()),
      cause: stored(causeShape()),
    }),
})

export const teamQueueStore = (table: Table): App['teamQueues'] => ({
  get: (of) => getRecord(table, [queueEntryRecord], entryKeys(of), 'fresh'),
  list: (workspace, { teamId = '', from = teamId && `${teamId}#`, limit, reading = 'fresh' }) =>
    queryRecords(table, [queueEntryRecord], {
      partition: partition(workspace),
      from: from || undefined,
      to: teamId ? `${teamId}#~` : undefined,
      limit,
      reading,
    }),
})
