import type { AgentId, TeamId, WorkspaceId } from '../ids.ts'

/** Agents who share work: numbers and conversations can be assigned to them together. */
export type Team = {
  kind: 'team'
  workspace: WorkspaceId
  id: TeamId
  name: string
  members: AgentId[]
  createdAt: number
  version: number
}
