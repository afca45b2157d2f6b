import type { AgentId, HoursId, TeamId, WorkspaceId } from '../ids.ts'

/** Agents who share work: numbers and conversations can be assigned to them together. */
export type Team = {
  kind: 'team'
  workspace: WorkspaceId
  id: TeamId
  name: string
  members: AgentId[]
  /** The business hours of its numbers that have none of their own. */
  hoursId?: HoursId
  createdAt: number
  version: number
}
