import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { encodings } from '#domain/imports/encoding.ts'
import type { Import } from '#domain/imports/import.ts'
import { rowReasons } from '#domain/jobs/job.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const importKeys = ({ workspace, id }: Pick<Import, 'workspace' | 'id'>): Keys => ({
  pk: partition(workspace),
  sk: id,
})

const partition = (workspace: Import['workspace']) => `${workspace}#imports`

export const importRecord = declareRecord({
  kind: 'import',
  place: { pk: '<workspace>#imports', sk: '<id>' },
  keys: importKeys,
  personal: [
    ...(['fileName', 'columns', 'mapping.phone', 'mapping.number', 'mapping.at'] as const),
    ...(['mapping.reason', 'mapping.status', 'mapping.name', 'mapping.email'] as const),
    ...(['mapping.external_id', 'attributes', 'consent.statement'] as const),
    ...(['examples', 'sample.*.values', 'createdBy.name'] as const),
  ],
  keptFor: '400 days',
  schema: () =>
    recordOf('import', {
      id: ids.import(),
      what: z.enum(['suppressions', 'contacts']),
      fileName: z.string(),
      bytes: z.number(),
      numberId: z.optional(ids.number()),
      match: z.optional(z.enum(['phone', 'external_id'])),
      system: z.optional(z.string()),
      onMatch: z.optional(z.enum(['update', 'fill', 'skip'])),
      attributes: z.optional(z.array(z.string())),
      consent: z.optional(
        stored({
          basis: z.enum(['prior_relationship', 'web_form', 'paper']),
          statement: z.string(),
          obtainedFrom: z.optional(z.number()),
          obtainedUntil: z.optional(z.number()),
        }),
      ),
      state: z.enum(['uploading', 'checking', 'checked', 'running', 'done', 'failed', 'canceled']),
      layout: z.optional(layout()),
      columns: z.optional(z.array(z.string())),
      examples: z.optional(z.array(z.array(z.string()))),
      rows: z.optional(z.number()),
      mapping: z.optional(stored(byField())),
      sample: z.optional(z.array(sampleRow())),
      jobId: z.optional(ids.job()),
      createdBy: requester(),
      createdAt: z.number(),
      expiresAt: z.number(),
    }),
})

const layout = () =>
  z.discriminatedUnion('format', [
    stored({
      format: z.literal('csv'),
      encoding: z.enum(encodings),
      delimiter: z.string(),
      newline: z.enum(['\n', '\r']),
      begin: z.number(),
    }),
    stored({ format: z.literal('json') }),
  ])

const byField = () => ({
  phone: z.optional(z.string()),
  number: z.optional(z.string()),
  at: z.optional(z.string()),
  reason: z.optional(z.string()),
  status: z.optional(z.string()),
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  external_id: z.optional(z.string()),
})

const sampleRow = () =>
  stored({
    row: z.number(),
    values: stored(byField()),
    outcome: z.enum(['created', 'updated', 'unchanged', 'rejected']),
    reason: z.optional(z.enum(rowReasons)),
  })

/** Who asked for an import or a job. */
export const requester = () =>
  stored({ kind: z.enum(['agent', 'program']), id: z.string(), name: z.optional(z.string()) })

export const importStore = (table: Table): App['imports'] => ({
  get: (workspace, id) => getRecord(table, [importRecord], importKeys({ workspace, id }), 'fresh'),
  page: (workspace, { limit, from }) =>
    queryRecords(table, [importRecord], {
      ...{ partition: partition(workspace), to: from, limit },
      ...{ newestFirst: true, reading: 'fresh' },
    }),
})
