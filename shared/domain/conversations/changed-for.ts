import type { Cause } from '../cause.ts'
import type { Conversation } from './conversation.ts'

/** The conversation as somebody's next change of it: its version tells it from changes that follow. */
export const changedFor = (conversation: Conversation, cause: Cause): Conversation => ({
  ...conversation,
  changedBy: { ...cause, version: conversation.version + 1 },
})
