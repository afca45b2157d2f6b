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
  /**
   * Since when they take conversations that are handed out (epoch milliseconds): unset while they are away, as everybody is
   * until they say otherwise (decision 70).
   */
  availableSince?: number
  /** The number that their texts leave from where they choose no other. */
  defaultNumberId?: NumberId
  createdAt: number
  /** How they sign in where they have no password: a code is sent to them each time. */
  signInBy?: 'code'
  /** When they were last invited (epoch milliseconds): gone from their first request on. */
  invitedAt?: number
  /** When Parley last changed their role: tokens that were issued before know nothing of it. */
  roleChangedAt?: number
  /** The sign-in service does not know yet of a role or of a deactivation. */
  signInPending?: true
  version: number
}

/** What the sign-in service knows of a person. */
export type Profile = Partial<Pick<Agent, 'name' | 'email'>>

/** What somebody signs in with: whose agent it is, and of which workspaces. */
export type Account = { id: AgentId; workspaces: WorkspaceId[] }

export type Role = 'agent' | 'admin'
