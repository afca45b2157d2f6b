import { meOperations } from './agents.ts'
import { consentOperations } from './consents.ts'
import { contactOperations } from './contacts.ts'
import { conversationOperations } from './conversations.ts'
import { mediaOperations } from './media.ts'
import { messageOperations } from './messages.ts'
import { pushSubscriptionOperations } from './push-subscriptions.ts'
import { savedViewOperations } from './saved-views.ts'

/** What the function `inbox-api` answers: what agents and programs call all day. */
export const inboxOperations = {
  ...meOperations,
  ...consentOperations,
  ...contactOperations,
  ...conversationOperations,
  ...messageOperations,
  ...mediaOperations,
  ...pushSubscriptionOperations,
  ...savedViewOperations,
}
