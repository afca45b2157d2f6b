import * as z from 'zod/mini'
import { agentId, conversationId, named, pushId } from '../api/shapes.ts'
import { event } from './event.ts'

const changed = () =>
  z.object({
    kind: z.enum(['contact', 'number', 'review', 'settings', 'team', 'unreadable', 'view']),
    /** Left out for what a workspace has only one of. */
    record_id: z.optional(z.string()),
    /** Whose it is, where it is one agent's alone. */
    agent_id: z.optional(agentId),
    version: z.int(),
  })

const changedAgent = () => z.object({ agent_id: agentId, active: z.boolean(), version: z.int() })

/** What changed beside conversations and what is said in them. */
export const recordEvents = {
  'record.changed': named('RecordChanged', () => event('record.changed', changed())),
  /** An agent was invited, edited, deactivated or activated. */
  'agent.changed': named('AgentChanged', () => event('agent.changed', changedAgent())),
  /** From now on conversations may be handed to the agent. */
  'agent.available': named('AgentAvailable', () => event('agent.available', changedAgent())),
  /** From now on none are: they said so, or an admin did, or they were deactivated. */
  'agent.away': named('AgentAway', () => event('agent.away', changedAgent())),
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
  /** A browser of an agent is to be pushed something. */
  'push.created': named('PushCreated', () =>
    event('push.created', z.object({ push_id: pushId, agent_id: agentId })),
  ),
  'agent.preferences_changed': named('AgentPreferencesChanged', () =>
    event('agent.preferences_changed', z.object({ agent_id: agentId, version: z.int() })),
  ),
}
