import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'

/** Throws `validation_failed` at `path` where one of the ids names no agent of the workspace. */
export const requireAgents = async (
  app: Pick<App, 'agents'>,
  workspace: WorkspaceId,
  ids: AgentId[],
  path: string,
): Promise<void> => {
  const agents = await Promise.all(ids.map((id) => app.agents.get(workspace, id)))
  const errors = agents.flatMap((agent, i) =>
    agent ? [] : [{ path: `${path}.${i}`, detail: 'There is no such agent.' }],
  )
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'One of the agents does not exist.', { errors })
}
