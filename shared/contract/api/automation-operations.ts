import { webhookOperations } from './webhooks.ts'
import { workflowRunOperations } from './workflow-runs.ts'
import { workflowOperations } from './workflows.ts'

/** What tells programs outside, and acts by itself. */
export const automationOperations = { ...webhookOperations, ...workflowOperations, ...workflowRunOperations }
