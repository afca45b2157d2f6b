import { adminOperations } from './admin-operations.ts'
import { inboxOperations } from './inbox-operations.ts'

/** Every call of the HTTP API. Two functions share them: each answers the paths of its own. */
export const operations = { ...inboxOperations, ...adminOperations }

export type Operations = typeof operations
export type OperationName = keyof Operations
