import { type Principal, requireAdmin, requireScope } from '../agents/principal.ts'
import type { App, InboxList } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { readLists } from '../conversations/read-lists.ts'
import type { AgentId, NumberId, TeamId, WorkspaceId } from '../ids.ts'

type BacklogFilter = { numberId?: NumberId; teamId?: TeamId; agentId?: AgentId }

/** `oldestWaitingSince`: epoch milliseconds. `capped`: there are more than were counted. */
export type Backlog = {
  open: number
  unclaimed: number
  waiting: number
  oldestWaitingSince?: number
  capped: boolean
}

/** Of each list of the inbox so many are counted: some 50,000 open conversations take 5,500 read units and ten seconds. */
const mostOfList = 20_000

/**
 * What is open at this moment, as the lists of the inbox have it: of all, of a number, of a team, of those that an agent has claimed.
 * Snoozed ones are open as well.
 */
export const readBacklog = async (
  app: Pick<App, 'agents' | 'conversations'>,
  principal: Principal,
  filter: BacklogFilter,
): Promise<Backlog> => {
  requireScope(principal, 'read')
  if (principal.kind === 'agent') requireAdmin(principal)
  const { workspace } = principal
  const lists = await openLists(app, workspace, filter)
  const { found, capped } = await readLists(app, workspace, lists, mostOfList)
  const open = found.filter((conversation) => conversation.state === 'open' && passes(conversation, filter))
  const waits = open.flatMap(({ waitingSince }) => waitingSince ?? [])
  return {
    open: open.length,
    unclaimed: open.filter(({ claimedBy }) => claimedBy === undefined).length,
    waiting: waits.length,
    ...(waits.length > 0 && {
      oldestWaitingSince: waits.reduce((oldest, since) => Math.min(oldest, since)),
    }),
    capped,
  }
}

const openLists = async (
  app: Pick<App, 'agents'>,
  workspace: WorkspaceId,
  { agentId }: BacklogFilter,
): Promise<InboxList[]> => {
  if (agentId) return [{ tab: 'claimed', by: agentId }]
  const agents = await app.agents.list(workspace)
  return [{ tab: 'unclaimed' }, ...agents.map(({ id: by }) => ({ tab: 'claimed', by }) as const)]
}

const passes = ({ numberId, teamId, claimedBy }: Conversation, filter: BacklogFilter): boolean =>
  (filter.numberId === undefined || numberId === filter.numberId) &&
  (filter.teamId === undefined || teamId === filter.teamId) &&
  (filter.agentId === undefined || claimedBy === filter.agentId)
