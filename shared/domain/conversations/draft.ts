import type { AgentId, ConversationId, WorkspaceId } from '../ids.ts'

/** What an agent has begun to write in a conversation: their own, and the same on each of their devices. */
export type Draft = {
  kind: 'draft'
  workspace: WorkspaceId
  agentId: AgentId
  conversationId: ConversationId
  /** Empty once it was sent or thrown away. */
  body: string
  /** Epoch milliseconds, as `expiresAt`. */
  updatedAt?: number
  expiresAt: number
  version: number
}
