import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import {
  agentId,
  contactId,
  conversationId,
  messageId,
  named,
  numberId,
  page,
  pageQuery,
  teamId,
  timestamp,
} from './shapes.ts'

export const conversation = named(
  'Conversation',
  z.object({
    id: conversationId,
    state: z.enum(['open', 'closed']),
    phone: z.string(),
    number: z.object({ id: numberId, address: z.optional(z.string()), name: z.optional(z.string()) }),
    contact_id: contactId,
    subject: z.optional(z.string()),
    claimed_by: z.optional(agentId),
    participants: z.array(agentId),
    tags: z.array(z.string()),
    team_id: z.optional(teamId),
    unread: z.boolean(),
    new: z.boolean(),
    last_message: z.optional(
      z.object({
        id: messageId,
        direction: z.enum(['inbound', 'outbound']),
        preview: z.string(),
        at: timestamp,
      }),
    ),
    last_activity_at: timestamp,
    opened_at: timestamp,
    closed_at: z.optional(timestamp),
    threading: z.object({ decision: z.string(), reason: z.string(), at: timestamp }),
  }),
)

const one = z.object({ id: conversationId })

export const conversationOperations = {
  listConversations: {
    method: 'GET',
    path: '/v1/conversations',
    summary: 'A page of one tab of the inbox, newest activity first',
    query: z.object({ tab: z._default(z.enum(['active', 'team', 'closed']), 'active'), ...pageQuery }),
    response: page(conversation),
    status: 200,
  },
  getConversation: {
    method: 'GET',
    path: '/v1/conversations/{id}',
    summary: 'One conversation',
    params: one,
    response: conversation,
    status: 200,
  },
  claimConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/claim',
    summary: 'Take the exclusive right to reply',
    params: one,
    response: conversation,
    status: 200,
  },
  closeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/close',
    summary: 'Close a conversation',
    params: one,
    response: conversation,
    status: 200,
  },
} as const satisfies Record<string, Operation>
