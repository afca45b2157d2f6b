import * as z from 'zod/mini'
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
