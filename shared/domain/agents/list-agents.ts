import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Agent } from './agent.ts'
import { type Principal, requireScope } from './principal.ts'

/** A page of the workspace's agents, the deactivated ones included: their names stand in what they wrote. */
export const listAgents = async (
  app: Pick<App, 'agents' | 'cursors'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Agent>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.agents.page(workspace, { limit: limit + 1, from }), limit)
}
