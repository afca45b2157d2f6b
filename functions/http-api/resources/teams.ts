import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/teams.ts'
import { isAvailable } from '#domain/agents/availability.ts'
import { listTeamQueues, type QueueLength } from '#domain/assignment/list-team-queues.ts'
import { readTeamQueue, type TeamMember, type TeamQueue } from '#domain/assignment/read-team-queue.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { deleteTeam } from '#domain/teams/delete-team.ts'
import { editTeam } from '#domain/teams/edit-team.ts'
import { listTeams } from '#domain/teams/list-teams.ts'
import { readTeam } from '#domain/teams/read-team.ts'
import type { Team } from '#domain/teams/team.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime, presentPage, time } from './present.ts'
import { presentConversation } from './present-conversation.ts'

type Operations = typeof contract.teamOperations

export const teamRoutes: Routes<Operations> = {
  createTeam: async ({ app, principal, body }) => presentTeam(await createTeam(app, principal, body)),
  listTeams: async ({ app, principal, query }) =>
    presentPage(await listTeams(app, principal, query), presentTeam),
  getTeam: async ({ app, principal, params }) => presentTeam(await readTeam(app, principal, params.id)),
  listTeamQueues: async ({ app, principal }) =>
    presentPage({ records: await listTeamQueues(app, principal) }, presentQueue),
  readTeamQueue: async ({ app, principal, params, query }) =>
    presentTeamQueue(await readTeamQueue(app, principal, { ...params, ...query })),
  editTeam: async ({ app, principal, params, body, seen }) =>
    presentTeam(await editTeam(app, principal, params.id, camelCased(body), seen)),
  deleteTeam: async ({ app, principal, params, seen }) => {
    await deleteTeam(app, principal, params.id, seen)
    return undefined
  },
}

const presentQueue = ({ teamId, count, capped, oldestSince }: QueueLength) => ({
  team_id: teamId,
  count,
  capped,
  oldest_since: optionalTime(oldestSince),
})

const presentTeamQueue = ({ length, members, marks, ...page }: TeamQueue) => ({
  ...presentPage(page, ({ entry, conversation }) => ({
    conversation: presentConversation(marks)(conversation),
    since: time(entry.since),
    by: entry.by,
    cap: entry.cap,
  })),
  queue: presentQueue(length),
  members: members.map(presentMember),
})

const presentMember = ({ agent, open }: TeamMember) => ({
  agent_id: agent.id,
  name: agent.name,
  available: isAvailable(agent),
  available_since: optionalTime(agent.availableSince),
  open_conversations: open,
})

const presentTeam = (team: Team): Shape<Operations['getTeam']['response']> => ({
  id: team.id,
  name: team.name,
  members: team.members,
  hours_id: team.hoursId,
  created_at: time(team.createdAt),
  version: team.version,
})
