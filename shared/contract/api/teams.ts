import * as z from 'zod/mini'
import { conversation } from './conversations.ts'
import type { Operation } from './operation.ts'
import { agentId, hoursId, named, page, pageQuery, teamId, timestamp, words } from './shapes.ts'

const team = named('Team', () =>
  z.object({
    id: teamId,
    name: z.string(),
    members: z.array(agentId),
    hours_id: z.optional(hoursId),
    created_at: timestamp,
    version: z.int(),
  }),
)

/** How much waits for a team; `capped`: it is more than was counted. */
const teamQueue = named('TeamQueue', () =>
  z.object({
    team_id: teamId,
    count: z.int(),
    capped: z.boolean(),
    oldest_since: z.optional(timestamp),
  }),
)

const queuedConversation = named('QueuedConversation', () =>
  z.object({
    conversation: conversation(),
    /** Its place in the queue. */
    since: timestamp,
    by: z.enum(['round_robin', 'least_busy']),
    cap: z.optional(z.int()),
  }),
)

const teamMember = named('TeamMember', () =>
  z.object({
    agent_id: agentId,
    name: z.string(),
    available: z.boolean(),
    available_since: z.optional(timestamp),
    /** Counted up to a hundred. */
    open_conversations: z.int(),
  }),
)

const queueOfTeam = named('QueueOfTeam', () =>
  z.extend(page(queuedConversation)(), { queue: teamQueue(), members: z.array(teamMember()) }),
)

const members = () => z.array(agentId).check(z.maxLength(200))
const one = () => z.object({ id: teamId })

export const teamOperations = {
  createTeam: {
    method: 'POST',
    path: '/v1/teams',
    summary: 'Create a team',
    scope: 'manage',
    role: 'admin',
    body: () => z.strictObject({ name: words(100), members: z._default(members(), []) }),
    response: team,
    status: 201,
  },
  listTeams: {
    method: 'GET',
    path: '/v1/teams',
    summary: 'The teams of the workspace, oldest first',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(team),
    status: 200,
  },
  getTeam: {
    method: 'GET',
    path: '/v1/teams/{id}',
    summary: 'One team',
    scope: 'read',
    params: one,
    response: team,
    status: 200,
  },
  listTeamQueues: {
    method: 'GET',
    path: '/v1/team_queues',
    summary: 'How many conversations wait for each team that any wait for',
    scope: 'read',
    response: page(teamQueue),
    status: 200,
  },
  readTeamQueue: {
    method: 'GET',
    path: '/v1/teams/{id}/queue',
    summary: 'The conversations that wait for a team, the longest waiting first, and who of it is available',
    scope: 'read',
    params: one,
    query: () => z.object(pageQuery),
    response: queueOfTeam,
    status: 200,
  },
  editTeam: {
    method: 'PATCH',
    path: '/v1/teams/{id}',
    summary: 'Edit a team',
    scope: 'manage',
    role: 'admin',
    params: one,
    body: () =>
      z.strictObject({
        name: z.optional(words(100)),
        members: z.optional(members()),
        hours_id: z.optional(z.nullable(hoursId)),
      }),
    ifMatch: 'required',
    response: team,
    status: 200,
  },
  deleteTeam: {
    method: 'DELETE',
    path: '/v1/teams/{id}',
    summary: 'Dissolve a team that no number is assigned to',
    scope: 'manage',
    role: 'admin',
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
