import type { AgentId, WorkspaceId } from '../ids.ts'
import type { Conversation } from './conversation.ts'

/** A deactivated agent leaves their conversations, a page at a time. `change`: the one that deactivated them. */
export type Leave = { workspace: WorkspaceId; agent: AgentId; change: string; run: number }

/** The conversation without an agent: nobody's where they had claimed it. The same one where they had no part in it. */
export const withoutAgent = (conversation: Conversation, agent: AgentId): Conversation => {
  const { claimedBy, ...rest } = conversation
  const participants = conversation.participants.filter((one) => one !== agent)
  if (claimedBy === agent) return { ...rest, participants }
  return participants.length === conversation.participants.length
    ? conversation
    : { ...conversation, participants }
}

/** Without the agents who are leaving their conversations, whether it was the turn of this one yet or not. */
export const withoutLeavers = (conversation: Conversation, leavers: AgentId[] = []): Conversation =>
  leavers.reduce(withoutAgent, conversation)
