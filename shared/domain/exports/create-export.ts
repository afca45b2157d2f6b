import { times } from '#wiring/times.ts'
import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError, notFound } from '../error.ts'
import { type JobId, sortableId } from '../ids.ts'
import type { Job, Taken } from '../jobs/job.ts'
import { requireRange } from '../reports/read-report.ts'
import { fileKeyOf, fileNameOf } from './export-files.ts'

/** `from`, `to`: the first and the last day, as in 2026-11-30, where conversations or messages are meant. */
type Wanted = { kind: Taken['what']; from?: string; to?: string }

/** Has everything of a kind, or of some days, written into files. Throws `forbidden`, `report_range_too_long`. */
export const createExport = async (
  app: Pick<App, 'clock' | 'commit' | 'jobQueue' | 'randomId' | 'settings'>,
  principal: Principal,
  { kind: what, from, to }: Wanted,
): Promise<Job> => {
  requireAdmin(principal)
  const days = from === undefined || to === undefined ? undefined : await daysOf(app, principal, { from, to })
  const { workspace, kind, id, name } = principal
  const createdAt = app.clock.now()
  const job: Job = {
    ...{ kind: 'job', workspace, id: sortableId('job', createdAt, app.randomId), task: 'export' },
    ...{ state: 'queued', cursor: { offset: 0, row: 0, page: 0 } },
    taken: { what, ...(days && { days }), names: [], open: { page: 0, rows: 0, bytes: 0 }, files: [] },
    ...{ counts: { created: 0, updated: 0, unchanged: 0, rejected: 0 }, reasons: {}, rejectPages: [] },
    ...{ by: { kind, id, ...(name && { name }) }, createdAt, expiresAt: createdAt + keptFor, version: 0 },
  }
  await app.commit(job)
  await app.jobQueue.run({ workspace, job: job.id, task: 'export' })
  return asStored(job)
}

/** Days are cut where reports cut them. */
const daysOf = async (
  app: Pick<App, 'settings'>,
  { workspace }: Principal,
  range: { from: string; to: string },
): Promise<Taken['days']> => {
  requireRange(range)
  const { reportZone: zone } = await app.settings.get(workspace)
  return { ...range, zone }
}

/** For so long an export is known. */
const keptFor = 400 * times.day

type Linked = { name: string; rows: number; bytes: number; url: string; expiresAt: number }

/** Where the files of an export can be read, for a day after it was done. Throws `export_not_ready`, `not_found`, `forbidden`. */
export const linkFiles = async (
  app: Pick<App, 'clock' | 'files' | 'jobs'>,
  principal: Principal,
  id: JobId,
): Promise<Linked[]> => {
  requireAdmin(principal)
  const job = await app.jobs.get(principal.workspace, id)
  if (!job?.taken) throw notFound('export')
  const now = app.clock.now()
  if (job.state !== 'done' || !job.finishedAt) throw notReady('The export is not done.')
  if (now >= job.finishedAt + times.exportFile)
    throw notReady('The files were deleted after a day. Export again.')
  const { what, files } = job.taken
  return Promise.all(
    files.map(async (file, i) => ({
      ...{ ...file, name: fileNameOf(what, i) },
      ...(await app.files.link(fileKeyOf(job, i), now)),
    })),
  )
}

const notReady = (detail: string) => new DomainError('export_not_ready', detail)
