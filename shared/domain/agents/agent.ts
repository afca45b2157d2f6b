import type { AgentId, NumberId, WorkspaceId } from '../ids.ts'

/** A person of the workspace who answers customers. */
export type Agent = {
  kind: 'agent'
  workspace: WorkspaceId
  id: AgentId
  name: string
  email?: string
  role: Role
  active: boolean
  /** The number that their texts leave from where they choose no other. */
  defaultNumberId?: NumberId
  createdAt: number
  version: number
}

export type Role = 'agent' | 'admin'
