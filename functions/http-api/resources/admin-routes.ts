import type { adminOperations } from '#contract/api/admin-operations.ts'
import type { Routes } from '../edge/route.ts'
import { businessHoursRoutes } from './business-hours.ts'
import { type AdminApp, carrierAccountRoutes } from './carrier-accounts.ts'
import { creditRoutes } from './credits.ts'
import { emailRoutes } from './emails.ts'
import { numberRoutes } from './numbers.ts'
import { programRoutes } from './programs.ts'
import { ruleRoutes } from './rules.ts'
import { settingsRoutes } from './settings.ts'
import { teamRoutes } from './teams.ts'
import { templateRoutes } from './templates.ts'
import { unreadableRoutes } from './unreadable.ts'
import { widgetRoutes } from './widgets.ts'

/** The operations of administrators and the one use case behind each. */
export const adminRoutes: Routes<typeof adminOperations, AdminApp> = {
  ...businessHoursRoutes,
  ...carrierAccountRoutes,
  ...creditRoutes,
  ...numberRoutes,
  ...programRoutes,
  ...ruleRoutes,
  ...settingsRoutes,
  ...teamRoutes,
  ...emailRoutes,
  ...templateRoutes,
  ...unreadableRoutes,
  ...widgetRoutes,
}
