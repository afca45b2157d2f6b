import type { Operations } from '#contract/api/operations.ts'
import type { Routes } from '../edge/route.ts'
import { agentRoutes } from './agents.ts'
import { businessHoursRoutes } from './business-hours.ts'
import { consentRoutes } from './consents.ts'
import { contactRoutes } from './contacts.ts'
import { conversationRoutes } from './conversations.ts'
import { creditRoutes } from './credits.ts'
import { messageRoutes } from './messages.ts'
import { numberRoutes } from './numbers.ts'
import { programRoutes } from './programs.ts'
import { savedViewRoutes } from './saved-views.ts'
import { settingsRoutes } from './settings.ts'
import { teamRoutes } from './teams.ts'

/** Every operation of the contract and the one use case behind it. */
export const routes: Routes<Operations> = {
  ...agentRoutes,
  ...businessHoursRoutes,
  ...consentRoutes,
  ...contactRoutes,
  ...conversationRoutes,
  ...creditRoutes,
  ...messageRoutes,
  ...numberRoutes,
  ...programRoutes,
  ...savedViewRoutes,
  ...settingsRoutes,
  ...teamRoutes,
}
