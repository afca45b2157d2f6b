import * as z from 'zod/mini'
import { job } from './imports.ts'
import type { Operation } from './operation.ts'
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

export const exportOperations = {
  createExport: {
    method: 'POST',
    path: '/v1/exports',
    summary: 'Have all contacts, or all phones that have opted out, written into CSV',
    ...admins,
    body: () => z.strictObject({ kind: z.enum(['contacts', 'suppressions']) }),
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
