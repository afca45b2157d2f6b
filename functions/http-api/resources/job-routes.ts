import type { jobOperations } from '#contract/api/job-operations.ts'
import type { Routes } from '../edge/route.ts'
import { exportRoutes } from './exports.ts'
import { type ImportApp, importRoutes } from './imports.ts'
import { reportRoutes } from './reports.ts'

/** The operations on files that people bring or take along, and the one use case behind each. */
export const jobRoutes: Routes<typeof jobOperations, ImportApp> = {
  ...importRoutes,
  ...exportRoutes,
  ...reportRoutes,
}
