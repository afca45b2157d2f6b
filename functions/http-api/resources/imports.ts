import type { BaseApp } from '#adapters/app.ts'
import type * as contract from '#contract/api/imports.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { App } from '#domain/app.ts'
import { DomainError } from '#domain/error.ts'
import { checkImport, editImport, linkRejects, startImport } from '#domain/imports/change-import.ts'
import { createImport } from '#domain/imports/create-import.ts'
import type { ConsentStatement } from '#domain/imports/import.ts'
import { cancelJob, listJobs, readJob } from '#domain/imports/jobs.ts'
import { listImports, readImport, type ShownImport } from '#domain/imports/load-import.ts'
import type { Job, RowReason } from '#domain/jobs/job.ts'
import { camelCased, instant } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime, presentPage, time } from './present.ts'
import { presentPlace } from './present-place.ts'

/** An app that may also have jobs done on files. */
export type ImportApp = BaseApp & Pick<App, 'files' | 'jobQueue'>

export const importRoutes: Routes<typeof contract.importOperations, ImportApp> = {
  createImport: async ({ app, principal, body: { kind: what, consent, ...body } }) => {
    const told = consent && readStatement(consent)
    const facts = { what, ...camelCased(body), ...(told && { consent: told }) }
    const { file, place } = await createImport(app, principal, facts)
    return { ...presentImport({ file }), place: presentPlace(place) }
  },
  listImports: async ({ app, principal, query }) =>
    presentPage(await listImports(app, principal, query), presentImport),
  getImport: async ({ app, principal, params }) => presentImport(await readImport(app, principal, params.id)),
  editImport: async ({ app, principal, params, body: { consent, ...body }, seen }) => {
    const patch = { ...camelCased(body), ...(consent && { consent: readStatement(consent) }) }
    return presentImport(await editImport(app, principal, params.id, patch, seen))
  },
  checkImport: async ({ app, principal, params }) =>
    presentImport(await checkImport(app, principal, params.id)),
  startImport: async ({ app, principal, params }) =>
    presentImport(await startImport(app, principal, params.id)),
  getRejects: async ({ app, principal, params }) => {
    const { url, expiresAt } = await linkRejects(app, principal, params.id)
    return { url, expires_at: time(expiresAt) }
  },
  listJobs: async ({ app, principal, query }) =>
    presentPage(await listJobs(app, principal, query), presentJob),
  getJob: async ({ app, principal, params }) => presentJob(await readJob(app, principal, params.id)),
  cancelJob: async ({ app, principal, params }) => presentJob(await cancelJob(app, principal, params.id)),
}

type Told = Required<Shape<(typeof contract.importOperations)['createImport']['body']>>['consent']

/** Without a basis nobody says anything. Epoch milliseconds. */
const readStatement = ({
  basis,
  statement,
  obtained_from,
  obtained_until,
}: Told): ConsentStatement | null => {
  if (basis === 'none') return null
  if (!statement) {
    const errors = [{ path: 'consent.statement', detail: 'Say how these people consented.' }]
    throw new DomainError('validation_failed', 'A basis needs its statement.', { errors })
  }
  const from = obtained_from && { obtainedFrom: instant(obtained_from) }
  const until = obtained_until && { obtainedUntil: instant(obtained_until) }
  return { basis, statement, ...from, ...until }
}

const presentStatement = ({ basis, statement, obtainedFrom, obtainedUntil }: ConsentStatement) => ({
  ...{ basis, statement },
  ...{ obtained_from: optionalTime(obtainedFrom), obtained_until: optionalTime(obtainedUntil) },
})

const presentImport = ({ file, job }: ShownImport): Shape<typeof contract.imported> => ({
  id: file.id,
  kind: file.what,
  state: file.state,
  file_name: file.fileName,
  bytes: file.bytes,
  number_id: file.numberId,
  match: file.match,
  system: file.system,
  on_match: file.onMatch,
  attributes: file.attributes,
  consent: file.consent && presentStatement(file.consent),
  format: file.layout?.format,
  ...(file.layout?.format === 'csv' && {
    encoding: file.layout.encoding,
    delimiter: file.layout.delimiter,
  }),
  columns: file.columns,
  examples: file.examples,
  rows: file.rows,
  mapping: file.mapping,
  sample: file.sample ?? [],
  job: job && presentJob(job),
  created_by: file.createdBy.id,
  created_by_name: file.createdBy.name,
  created_at: time(file.createdAt),
  version: file.version,
})

export const presentJob = (job: Job): Shape<typeof contract.job> => ({
  id: job.id,
  import_id: job.importId,
  task: job.task,
  kind: job.taken?.what,
  state: job.state,
  failure: job.failure,
  rows: job.cursor.row,
  counts: job.counts,
  reasons: Object.entries(job.reasons).map(([reason, rows]) => ({ reason: reason as RowReason, rows })),
  rejects: job.rejects ?? [],
  created_at: time(job.createdAt),
  finished_at: optionalTime(job.finishedAt),
  version: job.version,
})
