import { conversationOperations } from './conversations.ts'
import { messageOperations } from './messages.ts'

/** Every call of the HTTP API. */
export const operations = { ...conversationOperations, ...messageOperations }

export type Operations = typeof operations
export type OperationName = keyof Operations
