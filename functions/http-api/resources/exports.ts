import type * as contract from '#contract/api/exports.ts'
import { createExport, linkFiles } from '#domain/exports/create-export.ts'
import type { Routes } from '../edge/route.ts'
import { type ImportApp, presentJob } from './imports.ts'
import { time } from './present.ts'

export const exportRoutes: Routes<typeof contract.exportOperations, ImportApp> = {
  createExport: async ({ app, principal, body }) => presentJob(await createExport(app, principal, body)),
  listExportFiles: async ({ app, principal, params }) => {
    const files = await linkFiles(app, principal, params.id)
    return { files: files.map(({ expiresAt, ...file }) => ({ ...file, expires_at: time(expiresAt) })) }
  },
}
