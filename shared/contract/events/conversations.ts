import * as z from 'zod/mini'
import { agentId, contactId, conversationId, named, numberId, teamId } from '../api/shapes.ts'
import { event } from './event.ts'

const data = () =>
  z.object({
    conversation_id: conversationId,
    number_id: numberId,
    contact_id: contactId,
    state: z.enum(['open', 'closed']),
    claimed_by: z.optional(agentId),
    team_id: z.optional(teamId),
    /** The fields that are not as they were, in the names of the API. Missing where it is new. */
    changed: z.optional(z.array(z.string())),
    /** Grows with every change of the conversation: events may overtake each other. */
    version: z.int(),
  })

export const conversationEvents = {
  'conversation.created': named('ConversationCreated', () => event('conversation.created', data())),
  /** Its state, claim, people, customer's name, tags, team, subject or review changed. Of its texts the events of messages tell. */
  'conversation.updated': named('ConversationUpdated', () => event('conversation.updated', data())),
}
