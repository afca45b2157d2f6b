import { times } from '#wiring/times.ts'
import type { AgentId, ConversationId, WorkspaceId } from '../ids.ts'

/**
 * What an agent was given. Whoever hands them a conversation writes it in the same transaction, so that of two who do so at
 * once one decides again, and counts what the other has given.
 */
export type Workload = {
  kind: 'workload'
  workspace: WorkspaceId
  agentId: AgentId
  /** When they were last given one: see Candidate. */
  turn: number
  /** What they were given of late: the list of their conversations may not show it yet. */
  recent: { id: ConversationId; at: number }[]
  version: number
}

export const newWorkload = (workspace: WorkspaceId, agentId: AgentId): Workload => ({
  kind: 'workload',
  workspace,
  agentId,
  turn: 0,
  recent: [],
  version: 0,
})

export const withGiven = (
  workload: Workload,
  id: ConversationId,
  { turn, now }: { turn: number; now: number },
): Workload => {
  const recent = workload.recent.filter(({ at }) => at > now - times.indexBehind)
  return { ...workload, turn, recent: [...recent.filter((one) => one.id !== id), { id, at: now }] }
}
