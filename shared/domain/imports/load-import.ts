import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { ImportId } from '../ids.ts'
import type { Job } from '../jobs/job.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Import } from './import.ts'

/** An import with its last job. */
export type ShownImport = { file: Import; job?: Job }

/** Throws `forbidden`, `not_found`. */
export const loadImport = async (
  app: Pick<App, 'imports'>,
  principal: Principal,
  id: ImportId,
): Promise<Import> => {
  requireAdmin(principal)
  const found = await app.imports.get(principal.workspace, id)
  if (!found) throw notFound('import')
  return found
}

/** One import. Throws `forbidden`, `not_found`. */
export const readImport = async (
  app: Pick<App, 'imports' | 'jobs'>,
  principal: Principal,
  id: ImportId,
): Promise<ShownImport> => withJob(app, await loadImport(app, principal, id))

export const withJob = async (app: Pick<App, 'jobs'>, file: Import): Promise<ShownImport> => ({
  file,
  job: file.jobId && (await app.jobs.get(file.workspace, file.jobId)),
})

/** A page of imports, newest first. Throws `forbidden`. */
export const listImports = async (
  app: Pick<App, 'cursors' | 'imports' | 'jobs'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<ShownImport>> => {
  requireAdmin(principal)
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  const page = await pageOf(
    app,
    workspace,
    await app.imports.page(workspace, { limit: limit + 1, from }),
    limit,
  )
  return { ...page, records: await Promise.all(page.records.map((file) => withJob(app, file))) }
}
