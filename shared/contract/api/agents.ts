import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { agentId, named, numberId, page, pageQuery, timestamp, words } from './shapes.ts'

export const agent = named('Agent', () =>
  z.object({
    id: agentId,
    name: z.string(),
    email: z.optional(z.string()),
    role: z.enum(['agent', 'admin']),
    active: z.boolean(),
    default_number_id: z.optional(numberId),
    created_at: timestamp,
    version: z.int(),
  }),
)

const me = named('Me', () =>
  z.object({
    kind: z.enum(['agent', 'program']),
    id: z.string(),
    name: z.optional(z.string()),
    workspace_id: z.string(),
    agent: z.optional(agent()),
    scopes: z.optional(z.array(z.enum(['read', 'send', 'manage']))),
  }),
)

const one = () => z.object({ id: agentId })

export const agentOperations = {
  getMe: {
    method: 'GET',
    path: '/v1/me',
    summary: 'Who the token speaks for: an agent, or a program with its scopes',
    response: me,
    status: 200,
  },
  listAgents: {
    method: 'GET',
    path: '/v1/agents',
    summary: 'The agents of the workspace, deactivated ones included',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(agent),
    status: 200,
  },
  getAgent: {
    method: 'GET',
    path: '/v1/agents/{id}',
    summary: 'One agent',
    scope: 'read',
    params: one,
    response: agent,
    status: 200,
  },
  editAgent: {
    method: 'PATCH',
    path: '/v1/agents/{id}',
    summary:
      'Edit an agent; who is deactivated can no longer come in, and their conversations become unclaimed',
    scope: 'manage',
    params: one,
    body: () =>
      z.strictObject({
        name: z.optional(words(100)),
        email: z.optional(z.nullable(z.email().check(z.maxLength(254)))),
        default_number_id: z.optional(z.nullable(numberId)),
        active: z.optional(z.boolean()),
      }),
    ifMatch: 'required',
    response: agent,
    status: 200,
  },
} as const satisfies Record<string, Operation>
