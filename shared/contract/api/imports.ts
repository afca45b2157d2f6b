import * as z from 'zod/mini'
import { exportKinds } from '../export-kinds.ts'
import type { Operation } from './operation.ts'
import {
  importId,
  jobId,
  later,
  moment,
  named,
  numberId,
  page,
  pageQuery,
  system,
  timestamp,
  words,
} from './shapes.ts'

const counts = () => z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() })

const reason = named('RowReason', () =>
  z.enum([
    'no_phone',
    'no_external_id',
    'invalid_email',
    'phone_in_use',
    'external_id_in_use',
    'too_much',
    'invalid_phone_number',
    'unclosed_quote',
    'row_too_long',
    'not_opted_out',
    'known_already',
    'opted_in_since',
  ]),
)

/** What an export takes along. */
export const exportKind = later(() => z.enum(exportKinds))

export const job = named('Job', () =>
  z.object({
    id: jobId,
    import_id: z.optional(importId),
    task: z.enum(['check', 'import', 'export']),
    kind: z.optional(exportKind),
    state: z.enum(['queued', 'running', 'done', 'failed', 'canceled']),
    failure: z.optional(
      z.enum(['file_missing', 'no_rows', 'too_many_rows', 'not_readable', 'no_phone_column', 'unexpected']),
    ),
    rows: z.int(),
    counts: counts(),
    reasons: z.array(z.object({ reason: reason(), rows: z.int() })),
    rejects: z.array(z.object({ row: z.int(), reason: reason(), cells: z.array(z.string()) })),
    created_at: timestamp,
    finished_at: z.optional(timestamp),
    version: z.int(),
  }),
)

/** The names of columns, which may be like those of anything. */
const column = words(1000)

const mapping = () =>
  z.strictObject({
    phone: column,
    number: z.optional(column),
    at: z.optional(column),
    reason: z.optional(column),
    status: z.optional(column),
    name: z.optional(column),
    email: z.optional(column),
    external_id: z.optional(column),
  })

/** They become names of attributes. */
const attributes = () =>
  z
    .array(
      words(60).check(
        z.refine((name) => name !== '__proto__', { error: 'This cannot be the name of an attribute.' }),
      ),
    )
    .check(z.maxLength(20))

const statement = () =>
  z.object({
    basis: z.enum(['prior_relationship', 'web_form', 'paper']),
    statement: z.string(),
    obtained_from: z.optional(timestamp),
    obtained_until: z.optional(timestamp),
  })

const toldStatement = () =>
  z.strictObject({
    basis: z.enum(['none', 'prior_relationship', 'web_form', 'paper']),
    statement: z.optional(words(2000)),
    obtained_from: z.optional(moment),
    obtained_until: z.optional(moment),
  })

const handling = () => ({
  match: z.optional(z.enum(['phone', 'external_id'])),
  system: z.optional(system),
  on_match: z.optional(z.enum(['update', 'fill', 'skip'])),
})

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
  z.object({
    row: z.int(),
    values: z.object(byField()),
    outcome: z.enum(['created', 'updated', 'unchanged', 'rejected']),
    reason: z.optional(reason()),
  })

export const imported = named('Import', () =>
  z.object({
    id: importId,
    kind: z.enum(['suppressions', 'contacts']),
    state: z.enum(['uploading', 'checking', 'checked', 'running', 'done', 'failed', 'canceled']),
    file_name: z.string(),
    bytes: z.int(),
    number_id: z.optional(numberId),
    ...handling(),
    attributes: z.optional(z.array(z.string())),
    consent: z.optional(statement()),
    format: z.optional(z.enum(['csv', 'json'])),
    encoding: z.optional(z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])),
    delimiter: z.optional(z.string()),
    columns: z.optional(z.array(z.string())),
    examples: z.optional(z.array(z.array(z.string()))),
    rows: z.optional(z.int()),
    mapping: z.optional(z.object(byField())),
    sample: z.array(sampleRow()),
    job: z.optional(job()),
    created_by: z.string(),
    created_by_name: z.optional(z.string()),
    created_at: timestamp,
    place: z.optional(
      z.object({
        method: z.literal('PUT'),
        url: z.string(),
        headers: z.record(z.string(), z.string()),
        expires_at: timestamp,
      }),
    ),
    version: z.int(),
  }),
)

const one = () => z.object({ id: importId })
const oneJob = () => z.object({ id: jobId })
const admins = { scope: 'manage', role: 'admin' } as const

export const importOperations = {
  createImport: {
    method: 'POST',
    path: '/v1/imports',
    summary: 'Name a file that is to be imported, and get a place to upload it to',
    ...admins,
    body: () =>
      z.strictObject({
        kind: z.enum(['suppressions', 'contacts']),
        file_name: words(200),
        bytes: z.int().check(z.gte(1)),
        number_id: z.optional(numberId),
        mapping: z.optional(mapping()),
        ...handling(),
        attributes: z.optional(attributes()),
        consent: z.optional(toldStatement()),
      }),
    response: imported,
    status: 201,
  },
  listImports: {
    method: 'GET',
    path: '/v1/imports',
    summary: 'Imports, newest first',
    ...admins,
    query: () => z.object(pageQuery),
    response: page(imported),
    status: 200,
  },
  getImport: {
    method: 'GET',
    path: '/v1/imports/{id}',
    summary: 'How far an import has come',
    ...admins,
    params: one,
    response: imported,
    status: 200,
  },
  editImport: {
    method: 'PATCH',
    path: '/v1/imports/{id}',
    summary: 'Say which column holds what, and what becomes of the rows',
    ...admins,
    params: one,
    body: () =>
      z.strictObject({
        mapping: z.optional(mapping()),
        ...handling(),
        attributes: z.optional(attributes()),
        consent: z.optional(toldStatement()),
      }),
    ifMatch: 'required',
    response: imported,
    status: 200,
  },
  checkImport: {
    method: 'POST',
    path: '/v1/imports/{id}/check',
    summary: 'The file was uploaded: read it, and say what would become of its rows',
    ...admins,
    params: one,
    response: imported,
    status: 202,
  },
  startImport: {
    method: 'POST',
    path: '/v1/imports/{id}/start',
    summary: 'Write what was checked',
    ...admins,
    params: one,
    response: imported,
    status: 202,
  },
  getRejects: {
    method: 'GET',
    path: '/v1/imports/{id}/rejects',
    summary: 'Where the rejected rows can be read, as CSV',
    ...admins,
    params: one,
    response: named('Rejects', () => z.object({ url: z.string(), expires_at: timestamp })),
    status: 200,
  },
  listJobs: {
    method: 'GET',
    path: '/v1/jobs',
    summary: 'Jobs, newest first',
    ...admins,
    query: () => z.object(pageQuery),
    response: page(job),
    status: 200,
  },
  getJob: {
    method: 'GET',
    path: '/v1/jobs/{id}',
    summary: 'How far a job has come',
    ...admins,
    params: oneJob,
    response: job,
    status: 200,
  },
  cancelJob: {
    method: 'POST',
    path: '/v1/jobs/{id}/cancel',
    summary: 'End a job; what it has written stays',
    ...admins,
    params: oneJob,
    response: job,
    status: 200,
  },
} as const satisfies Record<string, Operation>
