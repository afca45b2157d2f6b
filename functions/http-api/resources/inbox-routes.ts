import type { inboxOperations } from '#contract/api/inbox-operations.ts'
import type { Routes } from '../edge/route.ts'
import { meRoutes } from './agents.ts'
import { consentRoutes } from './consents.ts'
import { contactRoutes } from './contacts.ts'
import { conversationRoutes } from './conversations.ts'
import { mediaRoutes } from './media.ts'
import { messageRoutes } from './messages.ts'
import type { InboxApp } from './present-media.ts'
import { type PushApp, pushSubscriptionRoutes } from './push-subscriptions.ts'
import { savedViewRoutes } from './saved-views.ts'

/** The operations of the inbox and the one use case behind each. */
export const inboxRoutes: Routes<typeof inboxOperations, InboxApp & PushApp> = {
  ...meRoutes,
  ...consentRoutes,
  ...contactRoutes,
  ...conversationRoutes,
  ...messageRoutes,
  ...mediaRoutes,
  ...pushSubscriptionRoutes,
  ...savedViewRoutes,
}
