import type { AgentId, ConversationId, NoteId, WorkspaceId } from '../ids.ts'

/** What colleagues write to each other in a conversation, and what the system did to it. Never sent to the customer. */
export type Note = {
  kind: 'note'
  workspace: WorkspaceId
  id: NoteId
  conversationId: ConversationId
  body: string
  /** The agent or program who wrote it; unset for the system's own. */
  writtenBy?: string
  /** The agents whom it calls. */
  mentions?: AgentId[]
  /** The conversation that the note points to. */
  link?: ConversationId
  createdAt: number
  version: number
}
