import { isAdmin, type Principal } from '../agents/principal.ts'
import type { AgentId, NumberId, TeamId, ViewId, WorkspaceId } from '../ids.ts'

/** A filter of the inbox under a name: its owner's own, or shared with the workspace. */
export type SavedView = {
  kind: 'saved_view'
  workspace: WorkspaceId
  id: ViewId
  name: string
  filter: ViewFilter
  /** An agent, or the program that made it. */
  owner: string
  ownerName?: string
  shared: boolean
  createdAt: number
  version: number
}

type ViewFilter = {
  tab?: 'active' | 'team' | 'closed'
  state?: 'open' | 'closed'
  numberId?: NumberId
  teamId?: TeamId
  tag?: string
  claimedBy?: AgentId
  /** For whoever looks at the view. */
  unread?: boolean
  snoozed?: boolean
  claimed?: boolean
  waiting?: boolean
  sort?: 'newest' | 'waiting'
}

export const maySee = (principal: Principal, view: SavedView): boolean =>
  view.shared || view.owner === principal.id

/** Admins keep order among what is shared. */
export const mayEdit = (principal: Principal, view: SavedView): boolean =>
  view.owner === principal.id || (view.shared && isAdmin(principal))
