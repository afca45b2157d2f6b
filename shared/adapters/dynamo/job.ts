import * as z from 'zod/mini'
import { exportKinds } from '#contract/export-kinds.ts'
import type { App } from '#domain/app.ts'
import { type Job, jobFailures, rowReasons } from '#domain/jobs/job.ts'
import { requester } from './import.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const jobKeys = ({ workspace, id }: Pick<Job, 'workspace' | 'id'>): Keys => ({
  pk: partition(workspace),
  sk: id,
})

const partition = (workspace: Job['workspace']) => `${workspace}#jobs`

export const jobRecord = declareRecord({
  kind: 'job',
  place: { pk: '<workspace>#jobs', sk: '<id>' },
  keys: jobKeys,
  personal: ['by.name', 'rejects.*.cells', 'taken.names'],
  keptFor: '400 days',
  schema: () =>
    recordOf('job', {
      id: ids.job(),
      importId: z.optional(ids.import()),
      task: z.enum(['check', 'import', 'export']),
      taken: z.optional(taken()),
      state: z.enum(['queued', 'running', 'done', 'failed', 'canceled']),
      failure: z.optional(z.enum(jobFailures)),
      cursor: stored({ offset: z.number(), row: z.number(), page: z.number() }),
      counts: stored({
        created: z.number(),
        updated: z.number(),
        unchanged: z.number(),
        rejected: z.number(),
      }),
      reasons: z.partialRecord(z.enum(rowReasons), z.number()),
      rejectPages: z.array(z.number()),
      rejects: z.optional(
        z.array(stored({ row: z.number(), reason: z.enum(rowReasons), cells: z.array(z.string()) })),
      ),
      by: requester(),
      createdAt: z.number(),
      finishedAt: z.optional(z.number()),
      expiresAt: z.number(),
    }),
})

const taken = () =>
  stored({
    what: z.enum(exportKinds),
    days: z.optional(stored({ from: z.string(), to: z.string(), zone: z.string() })),
    from: z.optional(z.string()),
    names: z.array(z.string()),
    open: stored({ page: z.number(), rows: z.number(), bytes: z.number() }),
    files: z.array(stored({ rows: z.number(), bytes: z.number() })),
  })

export const jobStore = (table: Table): App['jobs'] => ({
  get: (workspace, id) => getRecord(table, [jobRecord], jobKeys({ workspace, id }), 'fresh'),
  page: (workspace, { limit, from }) =>
    queryRecords(table, [jobRecord], {
      ...{ partition: partition(workspace), to: from, limit },
      ...{ newestFirst: true, reading: 'fresh' },
    }),
})
