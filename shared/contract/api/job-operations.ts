import { exportOperations } from './exports.ts'
import { importOperations } from './imports.ts'

/** What the function `jobs-api` answers: files that people bring or take along. */
export const jobOperations = { ...importOperations, ...exportOperations }
