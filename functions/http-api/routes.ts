import type { Operations } from '#contract/api/operations.ts'
import { conversationRoutes } from './conversations.ts'
import { messageRoutes } from './messages.ts'
import type { Routes } from './route.ts'

/** Every operation of the contract and the one use case behind it. */
export const routes: Routes<Operations> = { ...conversationRoutes, ...messageRoutes }
