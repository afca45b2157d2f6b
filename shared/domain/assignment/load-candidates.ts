import type { Agent } from '../agents/agent.ts'
import { isAvailable } from '../agents/availability.ts'
import type { App } from '../app.ts'
import type { Team } from '../teams/team.ts'
import type { Assignment } from './assignment.ts'
import type { Candidate } from './choose-agent.ts'
import { countOpen } from './count-open.ts'
import { newWorkload, type Workload } from './workload.ts'

type Needs = Pick<App, 'agents' | 'conversations' | 'workloads'>

/** A member of a team beside what decides whether they are given a conversation. */
export type Member = Candidate & { agent: Agent; workload: Workload }

/** Beyond this it makes no difference who is busier. */
const mostCounted = 100

/** The active members of a team, as they are at this moment. */
export const loadMembers = async (
  app: Pick<App, 'agents'>,
  { workspace, members }: Team,
): Promise<Agent[]> => {
  const agents = await Promise.all(members.map((id) => app.agents.get(workspace, id, 'fresh')))
  return agents.filter((agent) => agent !== undefined).filter(({ active }) => active)
}

/** Those of the members who are available, with the open conversations that they have. */
export const loadCandidates = (app: Needs, members: Agent[], how: Assignment): Promise<Member[]> =>
  Promise.all(members.filter(isAvailable).map((agent) => candidateOf(app, agent, how)))

/** What nobody asks for is not counted. */
const candidateOf = async (app: Needs, agent: Agent, { by, cap }: Assignment): Promise<Member> => {
  const { workspace, id } = agent
  const workload = (await app.workloads.get(workspace, id)) ?? newWorkload(workspace, id)
  const most = cap ?? (by === 'least_busy' ? mostCounted : 0)
  return { id, agent, workload, turn: workload.turn, open: await countOpen(app, workload, most) }
}
