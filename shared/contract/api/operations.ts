import * as z from 'zod/mini'
import * as s from './schemas.ts'

/** One call of the HTTP API: the router, the checks and the OpenAPI document follow from it. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/v1/${string}`
  summary: string
  params?: z.ZodMiniObject
  query?: z.ZodMiniObject
  body?: z.ZodMiniType
  response: z.ZodMiniType
  status: 200 | 201 | 202 | 204
}

const conversation = z.object({ id: s.conversationId })

export const operations = {
  listConversations: {
    method: 'GET',
    path: '/v1/conversations',
    summary: 'A page of one tab of the inbox, newest activity first',
    query: z.object({ tab: z._default(z.enum(['active', 'team', 'closed']), 'active'), ...s.pageQuery }),
    response: s.page(s.conversation),
    status: 200,
  },
  getConversation: {
    method: 'GET',
    path: '/v1/conversations/{id}',
    summary: 'One conversation',
    params: conversation,
    response: s.conversation,
    status: 200,
  },
  listMessages: {
    method: 'GET',
    path: '/v1/conversations/{id}/messages',
    summary: 'The messages of a conversation, newest first',
    params: conversation,
    query: z.object(s.pageQuery),
    response: s.page(s.message),
    status: 200,
  },
  sendMessage: {
    method: 'POST',
    path: '/v1/conversations/{id}/messages',
    summary: 'Send a text in a conversation',
    params: conversation,
    body: z.strictObject({ body: s.body }),
    response: s.message,
    status: 202,
  },
  claimConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/claim',
    summary: 'Take the exclusive right to reply',
    params: conversation,
    response: s.conversation,
    status: 200,
  },
  closeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/close',
    summary: 'Close a conversation',
    params: conversation,
    response: s.conversation,
    status: 200,
  },
  getMessage: {
    method: 'GET',
    path: '/v1/messages/{id}',
    summary: 'One message',
    params: z.object({ id: s.messageId }),
    response: s.message,
    status: 200,
  },
} as const satisfies Record<string, Operation>

export type Operations = typeof operations
export type OperationName = keyof Operations
