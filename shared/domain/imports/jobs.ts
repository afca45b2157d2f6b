import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { notFound } from '../error.ts'
import type { JobId } from '../ids.ts'
import { isOver, type Job } from '../jobs/job.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/** One job. Throws `forbidden`, `not_found`. */
export const readJob = async (app: Pick<App, 'jobs'>, principal: Principal, id: JobId): Promise<Job> => {
  requireAdmin(principal)
  const job = await app.jobs.get(principal.workspace, id)
  if (!job) throw notFound('job')
  return job
}

/** A page of jobs, newest first. Throws `forbidden`. */
export const listJobs = async (
  app: Pick<App, 'cursors' | 'jobs'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Job>> => {
  requireAdmin(principal)
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.jobs.page(workspace, { limit: limit + 1, from }), limit)
}

/** Ends a job after the page that it is at; what it has written stays. One that is over stays as it is. Throws `forbidden`, `not_found`. */
export const cancelJob = (
  app: Pick<App, 'clock' | 'commit' | 'imports' | 'jobs'>,
  principal: Principal,
  id: JobId,
): Promise<Job> =>
  retryOnConflict(app, async () => {
    const job = await readJob(app, principal, id)
    if (isOver(job)) return job
    const file = job.importId && (await app.imports.get(job.workspace, job.importId))
    const next: Job = { ...job, state: 'canceled', finishedAt: app.clock.now() }
    await app.commit(next, ...(file ? [{ ...file, state: 'canceled' as const }] : []))
    return asStored(next)
  })
