import { exportOperations } from './exports.ts'
import { importOperations } from './imports.ts'
import { reportOperations } from './reports.ts'

/** What the function `jobs-api` answers: files that people bring or take along, and reports. */
export const jobOperations = { ...importOperations, ...exportOperations, ...reportOperations }
