import type { automationOperations } from '#contract/api/automation-operations.ts'
import type { Routes } from '../edge/route.ts'
import { type AutomationApp, webhookRoutes } from './webhooks.ts'
import { workflowRunRoutes } from './workflow-runs.ts'
import { workflowRoutes } from './workflows.ts'

export const automationRoutes: Routes<typeof automationOperations, AutomationApp> = {
  ...webhookRoutes,
  ...workflowRoutes,
  ...workflowRunRoutes,
}
