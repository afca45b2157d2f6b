import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { agentId, named, numberId, page, pageQuery, teamId, timestamp, viewId, words } from './shapes.ts'

const filter = () =>
  z.strictObject({
    tab: z.optional(z.enum(['active', 'team', 'closed'])),
    state: z.optional(z.enum(['open', 'closed'])),
    number_id: z.optional(numberId),
    team_id: z.optional(teamId),
    tag: z.optional(words(50)),
    claimed_by: z.optional(agentId),
    unread: z.optional(z.boolean()),
    snoozed: z.optional(z.boolean()),
    claimed: z.optional(z.boolean()),
    waiting: z.optional(z.boolean()),
    sort: z.optional(z.enum(['newest', 'waiting'])),
  })

const view = named('View', () =>
  z.object({
    id: viewId,
    name: z.string(),
    filter: filter(),
    shared: z.boolean(),
    owner: z.string(),
    owner_name: z.optional(z.string()),
    created_at: timestamp,
    version: z.int(),
  }),
)

const one = () => z.object({ id: viewId })

export const savedViewOperations = {
  createView: {
    method: 'POST',
    path: '/v1/views',
    summary: 'Keep a filter of the inbox under a name, for oneself or shared with the workspace',
    scope: 'manage',
    body: () =>
      z.strictObject({ name: words(100), filter: filter(), shared: z._default(z.boolean(), false) }),
    response: view,
    status: 201,
  },
  listViews: {
    method: 'GET',
    path: '/v1/views',
    summary: 'Own views and the shared ones, oldest first',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(view),
    status: 200,
  },
  getView: {
    method: 'GET',
    path: '/v1/views/{id}',
    summary: 'One view',
    scope: 'read',
    params: one,
    response: view,
    status: 200,
  },
  editView: {
    method: 'PATCH',
    path: '/v1/views/{id}',
    summary: 'Edit an own view, or as an admin a shared one; a filter replaces the one before',
    scope: 'manage',
    params: one,
    body: () =>
      z.strictObject({
        name: z.optional(words(100)),
        filter: z.optional(filter()),
        shared: z.optional(z.boolean()),
      }),
    ifMatch: 'required',
    response: view,
    status: 200,
  },
  deleteView: {
    method: 'DELETE',
    path: '/v1/views/{id}',
    summary: 'Delete an own view, or as an admin a shared one',
    scope: 'manage',
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
