import type { Operations } from '#contract/api/operations.ts'
import { consentRoutes } from './consents.ts'
import { conversationRoutes } from './conversations.ts'
import { creditRoutes } from './credits.ts'
import { messageRoutes } from './messages.ts'
import type { Routes } from './route.ts'

/** Every operation of the contract and the one use case behind it. */
export const routes: Routes<Operations> = {
  ...consentRoutes,
  ...conversationRoutes,
  ...creditRoutes,
  ...messageRoutes,
}
