import * as z from 'zod/mini'
import { agentId, contactId, conversationId, named } from '../api/shapes.ts'
import { event } from './event.ts'

const changed = () =>
  z.object({
    kind: z.enum(['contact', 'number', 'review', 'settings', 'team', 'unreadable', 'view']),
    /** Left out for what a workspace has only one of. */
    record_id: z.optional(z.string()),
    /** Whose it is, where it is one agent's alone. */
    agent_id: z.optional(agentId),
    /** The contact that this one was merged into. */
    merged_into: z.optional(contactId),
    version: z.int(),
  })

/** What changed beside conversations and what is said in them. */
export const recordEvents = {
  'record.changed': named('RecordChanged', () => event('record.changed', changed())),
  /** An agent was invited, edited, deactivated or activated. */
  'agent.changed': named('AgentChanged', () =>
    event('agent.changed', z.object({ agent_id: agentId, active: z.boolean(), version: z.int() })),
  ),
  /** An agent has read a conversation, or marked it unread. */
  'agent.read': named('AgentRead', () =>
    event(
      'agent.read',
      z.object({ agent_id: agentId, conversation_id: conversationId, unread: z.boolean() }),
    ),
  ),
  'agent.draft_saved': named('AgentDraftSaved', () =>
    event(
      'agent.draft_saved',
      z.object({ agent_id: agentId, conversation_id: conversationId, version: z.int() }),
    ),
  ),
  'agent.preferences_changed': named('AgentPreferencesChanged', () =>
    event('agent.preferences_changed', z.object({ agent_id: agentId, version: z.int() })),
  ),
}
