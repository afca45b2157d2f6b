import type { AgentId, ConversationId, NumberId, TeamId, WorkspaceId } from '../ids.ts'

/**
 * An agent wanted a conversation that a colleague had already: reports count it. One for each agent and claim, however often they
 * press. `claimedAt`: of the colleague's claim; `at`: when the agent tried first. All times are epoch milliseconds.
 */
export type LostClaim = {
  kind: 'lost_claim'
  workspace: WorkspaceId
  conversationId: ConversationId
  agentId: AgentId
  claimedAt: number
  numberId: NumberId
  teamId?: TeamId
  at: number
  expiresAt: number
  version: number
}
