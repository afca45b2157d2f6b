import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { AgentId } from '../ids.ts'
import type { Agent } from './agent.ts'
import { type Principal, requireScope } from './principal.ts'

/** One agent of the workspace. Throws `not_found`. */
export const readAgent = async (
  app: Pick<App, 'agents'>,
  principal: Principal,
  id: AgentId,
): Promise<Agent> => {
  requireScope(principal, 'read')
  const agent = await app.agents.get(principal.workspace, id, 'fresh')
  if (!agent) throw notFound('agent')
  return agent
}
