import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { TeamId } from '../ids.ts'
import type { QueueEntry } from './queue-entry.ts'

/** How much waits for a team. `capped`: it is more than was counted. `oldestSince`: epoch milliseconds. */
export type QueueLength = { teamId: TeamId; count: number; capped: boolean; oldestSince?: number }

/** Beyond this nobody reads the number; it keeps the cost of counting flat. */
const mostCounted = 500

/** How much waits for each team of the workspace that something waits for. */
export const listTeamQueues = async (
  app: Pick<App, 'teamQueues'>,
  principal: Principal,
): Promise<QueueLength[]> => {
  requireScope(principal, 'read')
  const found = await app.teamQueues.list(principal.workspace, { limit: mostCounted, reading: 'cached' })
  const entries = found.map(({ record }) => record)
  const byTeam = Map.groupBy(entries, ({ teamId }) => teamId)
  const last = entries.length === mostCounted ? entries.at(-1)?.teamId : undefined
  return [...byTeam].map(([id, waiting]) => queueLength(id, waiting, id === last))
}

/** `entries`: the longest waiting first. */
export const queueLength = (teamId: TeamId, entries: QueueEntry[], capped: boolean): QueueLength => ({
  teamId,
  count: entries.length,
  capped,
  oldestSince: entries[0]?.since,
})
