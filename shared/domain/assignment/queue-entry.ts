import type { Cause } from '../cause.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { isFree } from '../conversations/rights.ts'
import type { ConversationId, TeamId, WorkspaceId } from '../ids.ts'
import type { AssignmentOrder } from './assignment.ts'

/** A conversation that waits for an agent of a team. Written with it; where the two disagree the conversation is right. */
export type QueueEntry = {
  kind: 'queue_entry'
  workspace: WorkspaceId
  teamId: TeamId
  /** The place in the queue: since when its customer waited, or when it was queued where nobody did (epoch milliseconds). */
  since: number
  conversationId: ConversationId
  /** How it is handed out, as whoever queued it wanted it. */
  by: AssignmentOrder
  cap?: number
  /** Who queued it: whoever takes it from the queue does so for them. */
  cause: Cause
  version: number
}

/** Whether the conversation still waits at this place. */
export const isQueuedAt = (
  conversation: Conversation,
  { teamId, since }: Pick<QueueEntry, 'teamId' | 'since'>,
): boolean => isFree(conversation) && conversation.teamId === teamId && conversation.queuedSince === since
