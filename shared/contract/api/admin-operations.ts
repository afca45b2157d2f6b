import { businessHoursOperations } from './business-hours.ts'
import { carrierAccountOperations } from './carrier-accounts.ts'
import { creditOperations } from './credits.ts'
import { emailOperations } from './emails.ts'
import { numberOperations } from './numbers.ts'
import { programOperations } from './programs.ts'
import { ruleOperations } from './rules.ts'
import { settingsOperations } from './settings.ts'
import { teamOperations } from './teams.ts'
import { templateOperations } from './templates.ts'
import { unreadableOperations } from './unreadable.ts'
import { widgetOperations } from './widgets.ts'

/** What the function `admin-api` answers: what a workspace sets up once and then reads now and then. */
export const adminOperations = {
  ...businessHoursOperations,
  ...carrierAccountOperations,
  ...creditOperations,
  ...numberOperations,
  ...programOperations,
  ...ruleOperations,
  ...settingsOperations,
  ...teamOperations,
  ...emailOperations,
  ...templateOperations,
  ...unreadableOperations,
  ...widgetOperations,
}
