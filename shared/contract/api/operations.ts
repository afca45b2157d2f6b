import { adminOperations } from './admin-operations.ts'
import { agentOperations } from './agents.ts'
import { caseOperations } from './cases.ts'
import { importOperations } from './imports.ts'
import { inboxOperations } from './inbox-operations.ts'
import { activationOperations } from './numbers.ts'

/** Every call of the HTTP API. Six functions share them: each answers the paths of its own. */
export const operations = {
  ...inboxOperations,
  ...adminOperations,
  ...activationOperations,
  ...agentOperations,
  ...caseOperations,
  ...importOperations,
}

export type Operations = typeof operations
export type OperationName = keyof Operations
