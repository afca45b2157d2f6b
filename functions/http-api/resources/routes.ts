import type { Operations } from '#contract/api/operations.ts'
import type { Routes } from '../edge/route.ts'
import { type ActivationApp, activationRoutes } from './activation.ts'
import { adminRoutes } from './admin-routes.ts'
import { agentRoutes, type PeopleApp } from './agents.ts'
import { automationRoutes } from './automation-routes.ts'
import type { AdminApp } from './carrier-accounts.ts'
import { caseRoutes } from './cases.ts'
import type { ImportApp } from './imports.ts'
import { inboxRoutes } from './inbox-routes.ts'
import { jobRoutes } from './job-routes.ts'
import { numberEditRoutes } from './number-edits.ts'
import type { InboxApp } from './present-media.ts'
import type { PushApp } from './push-subscriptions.ts'
import type { AutomationApp } from './webhooks.ts'

/** Every operation of the contract and the one use case behind it. */
export const routes: Routes<
  Operations,
  PeopleApp & AdminApp & ActivationApp & AutomationApp & ImportApp & InboxApp & PushApp
> = {
  ...inboxRoutes,
  ...adminRoutes,
  ...activationRoutes,
  ...agentRoutes,
  ...numberEditRoutes,
  ...caseRoutes,
  ...automationRoutes,
  ...jobRoutes,
}
