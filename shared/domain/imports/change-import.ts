import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import { type ImportId, sortableId } from '../ids.ts'
import type { Job } from '../jobs/job.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { requireSystem } from './create-import.ts'
import { type Import, keptFor, rejectsKeyOf } from './import.ts'
import { loadImport, type ShownImport, withJob } from './load-import.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'imports' | 'jobs' | 'randomId'>

const notReady = (detail: string) => new DomainError('import_not_ready', detail)

const isAtRest = ({ state }: Import): boolean =>
  ['uploading', 'checked', 'failed', 'canceled'].includes(state)

/** What is said of a file before its rows are written. No statement: `null`. */
export type ImportPatch = Partial<Pick<Import, 'mapping' | 'attributes' | 'match' | 'system' | 'onMatch'>> & {
  consent?: Import['consent'] | null
}

/**
 * Says which column holds what, and what becomes of the rows; the import has to be checked again. What is left out stays. Throws
 * `mapping_invalid` where the file has no such column, `validation_failed` where ids have no system, `import_not_ready` while
 * it is worked on or once it is done, `precondition_failed`, `not_found`, `forbidden`.
 */
export const editImport = (
  app: Needs,
  principal: Principal,
  id: ImportId,
  { consent, ...patch }: ImportPatch,
  seen?: SeenVersions,
): Promise<ShownImport> =>
  retryOnConflict(app, async () => {
    const file = await loadImport(app, principal, id)
    requireSeen(file, seen)
    if (!isAtRest(file)) throw notReady('This import is worked on, or done.')
    const { sample: _, consent: stated, ...facts } = { ...file, ...patch }
    const said = consent === undefined ? stated : consent
    const next: Import = { ...facts, ...(said && { consent: said }), state: 'uploading' }
    requireColumns(next)
    // A proposed column of ids counts for nothing without a system.
    requireSystem({ ...next, mapping: patch.mapping })
    await app.commit(next)
    return withJob(app, asStored(next))
  })

const requireColumns = ({ columns, mapping, attributes = [] }: Import): void => {
  if (!mapping) return
  const named = Object.entries(mapping).map(([field, column]) => [`mapping.${field}`, column] as const)
  const asked = [...named, ...attributes.map((column, i) => [`attributes.${i}`, column] as const)]
  const errors = asked.flatMap(([path, column]) =>
    columns && !columns.includes(column) ? [{ path, detail: 'The file has no column of this name.' }] : [],
  )
  if (mapping.phone === undefined)
    errors.push({ path: 'mapping.phone', detail: 'Say which column has the phones.' })
  if (errors.length > 0)
    throw new DomainError('mapping_invalid', 'These columns do not fit the file.', { errors })
}

/** The bytes are at their place: the file is read, and nothing is written. Throws as `startImport`. */
export const checkImport = (app: StartNeeds, principal: Principal, id: ImportId): Promise<ShownImport> =>
  begin(app, principal, id, 'check')

/** What was checked is written. Throws `import_not_ready`, `not_found`, `forbidden`. */
export const startImport = (app: StartNeeds, principal: Principal, id: ImportId): Promise<ShownImport> =>
  begin(app, principal, id, 'import')

type StartNeeds = Needs & Pick<App, 'jobQueue'>

const begin = async (
  app: StartNeeds,
  principal: Principal,
  id: ImportId,
  task: Job['task'],
): Promise<ShownImport> => {
  const shown = await retryOnConflict(app, async () => {
    const file = await loadImport(app, principal, id)
    const { job: before } = await withJob(app, file)
    // It may never have come to the queue.
    if (before?.state === 'queued' && before.task === task) return { file, job: before }
    if (task === 'check' ? !isAtRest(file) : file.state !== 'checked')
      throw notReady(task === 'check' ? 'This import is worked on, or done.' : 'Check the file first.')
    const job = newJob(app, principal, file, task)
    const next: Import = { ...file, state: task === 'check' ? 'checking' : 'running', jobId: job.id }
    await app.commit(job, next)
    return { file: asStored(next), job: asStored(job) }
  })
  await app.jobQueue.run({ workspace: shown.job.workspace, job: shown.job.id })
  return shown
}

const newJob = (app: Needs, { kind, id, name }: Principal, file: Import, task: Job['task']): Job => {
  const createdAt = app.clock.now()
  return {
    ...{ kind: 'job', workspace: file.workspace, id: sortableId('job', createdAt, app.randomId) },
    ...{ importId: file.id, task, state: 'queued', cursor: { offset: 0, row: 0, page: 0 } },
    ...{ counts: { created: 0, updated: 0, unchanged: 0, rejected: 0 }, reasons: {}, rejectPages: [] },
    ...{ by: { kind, id, ...(name && { name }) }, createdAt, expiresAt: createdAt + keptFor, version: 0 },
  }
}

/** Where the rejected rows of the last job can be read, for ten minutes. Throws `import_not_ready`, `not_found`, `forbidden`. */
export const linkRejects = async (
  app: Pick<App, 'clock' | 'files' | 'imports' | 'jobs'>,
  principal: Principal,
  id: ImportId,
): Promise<{ url: string; expiresAt: number }> => {
  const { job } = await withJob(app, await loadImport(app, principal, id))
  if (!job?.finishedAt || job.rejectPages.length === 0) throw notReady('There are no rejected rows to read.')
  return app.files.link(rejectsKeyOf(job), app.clock.now())
}
