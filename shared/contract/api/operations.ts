import { adminOperations } from './admin-operations.ts'
import { agentOperations } from './agents.ts'
import { automationOperations } from './automation-operations.ts'
import { caseOperations } from './cases.ts'
import { inboxOperations } from './inbox-operations.ts'
import { jobOperations } from './job-operations.ts'
import { activationOperations, numberEditOperations } from './numbers.ts'

/** Every call of the HTTP API. Six functions share them: each answers the paths of its own. */
export const operations = {
  ...inboxOperations,
  ...adminOperations,
  ...activationOperations,
  ...agentOperations,
  ...numberEditOperations,
  ...caseOperations,
  ...automationOperations,
  ...jobOperations,
}

export type Operations = typeof operations
export type OperationName = keyof Operations
