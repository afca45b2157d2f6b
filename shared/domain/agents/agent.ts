import type { AgentId, WorkspaceId } from '../ids.ts'

/** A person of the workspace who answers customers. */
export type Agent = {
  kind: 'agent'
  workspace: WorkspaceId
  id: AgentId
  name: string
  email?: string
  role: Role
  active: boolean
  createdAt: number
  version: number
}

export type Role = 'agent' | 'admin'
