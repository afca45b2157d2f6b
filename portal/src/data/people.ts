import { each } from '#contract/client.ts'
import { formatPhone } from '../words/phones.ts'
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

/** Ids with what people call them: of numbers their names, or else the phones. */
export const namesOfNumbers = (numbers: BusinessNumber[]): (readonly [id: string, name: string])[] =>
  numbers.map(({ id, name, address }) => [id, name ?? formatPhone(address)])

export const namesOf = (
  records: readonly { id: string; name: string }[],
): (readonly [id: string, name: string])[] => records.map(({ id, name }) => [id, name])

/** All numbers, teams and agents, by what people call them. */
export const readOwnerNames = async (api: Api): Promise<(readonly [id: string, name: string])[]> => {
  const [numbers, teams, agents] = await Promise.all([readNumbers(api), readTeams(api), readAgents(api)])
  return [...namesOfNumbers(numbers), ...namesOf([...teams, ...agents])]
}

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
