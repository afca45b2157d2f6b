import { agentOperations } from './agents.ts'
import { businessHoursOperations } from './business-hours.ts'
import { consentOperations } from './consents.ts'
import { contactOperations } from './contacts.ts'
import { conversationOperations } from './conversations.ts'
import { creditOperations } from './credits.ts'
import { messageOperations } from './messages.ts'
import { numberOperations } from './numbers.ts'
import { programOperations } from './programs.ts'
import { savedViewOperations } from './saved-views.ts'
import { settingsOperations } from './settings.ts'
import { teamOperations } from './teams.ts'

/** Every call of the HTTP API. */
export const operations = {
  ...agentOperations,
  ...businessHoursOperations,
  ...consentOperations,
  ...contactOperations,
  ...conversationOperations,
  ...creditOperations,
  ...messageOperations,
  ...numberOperations,
  ...programOperations,
  ...savedViewOperations,
  ...settingsOperations,
  ...teamOperations,
}

export type Operations = typeof operations
export type OperationName = keyof Operations
