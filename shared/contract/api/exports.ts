import * as z from 'zod/mini'
import { isDated } from '../export-kinds.ts'
import { once } from '../once.ts'
import { exportKind, job } from './imports.ts'
import type { Operation } from './operation.ts'
import { date } from './reports.ts'
import { jobId, named, timestamp } from './shapes.ts'

const admins = { scope: 'manage', role: 'admin' } as const

const file = () =>
  z.object({
    name: z.string(),
    rows: z.int(),
    bytes: z.int(),
    url: z.string(),
    expires_at: timestamp,
  })

type Dated = { kind?: unknown; from?: string | undefined; to?: string | undefined }

/** Conversations and messages are those of some days, of which there are at most as many as in a report. */
const hasRange = once(() => [
  z.refine<Dated>(({ kind, from }) => isDated(kind) === (from !== undefined), {
    path: ['from'],
    error: 'Conversations and messages need a first day, and nothing else has one.',
  }),
  z.refine<Dated>(({ kind, to }) => isDated(kind) === (to !== undefined), {
    path: ['to'],
    error: 'Conversations and messages need a last day, and nothing else has one.',
  }),
  z.refine<Dated>(({ from = '', to = '' }) => from <= to, {
    path: ['to'],
    error: 'The last day is before the first.',
  }),
])

export const exportOperations = {
  createExport: {
    method: 'POST',
    path: '/v1/exports',
    summary: 'Have contacts, opt-outs, conversations or messages written into CSV',
    ...admins,
    body: () =>
      z.strictObject({ kind: exportKind, from: z.optional(date), to: z.optional(date) }).check(...hasRange()),
    response: job,
    status: 202,
  },
  listExportFiles: {
    method: 'GET',
    path: '/v1/exports/{id}/files',
    summary: 'Where the files of an export can be read',
    ...admins,
    params: () => z.object({ id: jobId }),
    response: named('ExportFiles', () => z.object({ files: z.array(file()) })),
    status: 200,
  },
} as const satisfies Record<string, Operation>
