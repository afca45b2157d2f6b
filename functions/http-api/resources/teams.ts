import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/teams.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { deleteTeam } from '#domain/teams/delete-team.ts'
import { editTeam } from '#domain/teams/edit-team.ts'
import { listTeams } from '#domain/teams/list-teams.ts'
import { readTeam } from '#domain/teams/read-team.ts'
import type { Team } from '#domain/teams/team.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.teamOperations

export const teamRoutes: Routes<Operations> = {
  createTeam: async ({ app, principal, body }) => presentTeam(await createTeam(app, principal, body)),
  listTeams: async ({ app, principal, query }) =>
    presentPage(await listTeams(app, principal, query), presentTeam),
  getTeam: async ({ app, principal, params }) => presentTeam(await readTeam(app, principal, params.id)),
  editTeam: async ({ app, principal, params, body, seen }) =>
    presentTeam(await editTeam(app, principal, params.id, camelCased(body), seen)),
  deleteTeam: async ({ app, principal, params, seen }) => {
    await deleteTeam(app, principal, params.id, seen)
    return undefined
  },
}

const presentTeam = (team: Team): Shape<Operations['getTeam']['response']> => ({
  id: team.id,
  name: team.name,
  members: team.members,
  hours_id: team.hoursId,
  created_at: time(team.createdAt),
  version: team.version,
})
