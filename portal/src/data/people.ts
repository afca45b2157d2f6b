import { each } from '#contract/client.ts'
import type { Agent, Api, BusinessNumber, Team } from './api.ts'

/** Everybody of the workspace: who can come in first, by name, then who was invited, then who is deactivated. */
export const readAgents = async (api: Api): Promise<Agent[]> => {
  const agents = await Array.fromAsync(each(api.listAgents, { query: { limit: 100 } }))
  return agents.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
}

const rank = ({ active, invited_at }: Agent) => (!active ? 2 : invited_at ? 1 : 0)

export const readTeams = (api: Api): Promise<Team[]> =>
  Array.fromAsync(each(api.listTeams, { query: { limit: 100 } }))

export const readNumbers = (api: Api): Promise<BusinessNumber[]> =>
  Array.fromAsync(each(api.listNumbers, { query: { limit: 100 } }))

/**
 * Whether texts of theirs may leave the number: one without users is everybody's, admins may use each, and who is told of
 * its texts may answer them.
 */
export const mayUse = (
  { id, role }: Pick<Agent, 'id' | 'role'>,
  { users, notification_users }: BusinessNumber,
): boolean =>
  users.length === 0 ||
  role === 'admin' ||
  users.includes(id) ||
  notification_users.some(({ agent_id }) => agent_id === id)
