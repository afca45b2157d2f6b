import { consentOperations } from './consents.ts'
import { conversationOperations } from './conversations.ts'
import { creditOperations } from './credits.ts'
import { messageOperations } from './messages.ts'

/** Every call of the HTTP API. */
export const operations = {
  ...consentOperations,
  ...conversationOperations,
  ...creditOperations,
  ...messageOperations,
}

export type Operations = typeof operations
export type OperationName = keyof Operations
