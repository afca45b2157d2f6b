import type { App } from '../app.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'
import { requireAll } from '../require-all.ts'

/** Throws `validation_failed` at `path` where one of the ids names no agent of the workspace. */
export const requireAgents = async (
  app: Pick<App, 'agents'>,
  workspace: WorkspaceId,
  ids: AgentId[],
  path: string,
): Promise<void> => {
  const found = await Promise.all(ids.map((id) => app.agents.get(workspace, id)))
  requireAll(found, { path, record: 'agent' })
}
