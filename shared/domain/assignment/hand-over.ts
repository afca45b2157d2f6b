import { mayUse } from '../agents/number-user.ts'
import type { StoredRecord } from '../app.ts'
import type { Cause } from '../cause.ts'
import { changedFor } from '../conversations/changed-for.ts'
import { claimed } from '../conversations/claim-conversation.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { AgentId } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Assignment } from './assignment.ts'
import { chooseAgent, nextTurn } from './choose-agent.ts'
import type { Member } from './load-candidates.ts'
import { withGiven } from './workload.ts'

/** What is written together where an agent is given a conversation. */
export type HandOver = { agentId: AgentId; records: StoredRecord[] }

/**
 * Gives a conversation that is open and free to one of the candidates who may reply from its number. Nobody's where none of
 * them has room. `cause`: who wanted it handed out.
 */
export const handOver = (
  conversation: Conversation,
  { candidates, number }: { candidates: readonly Member[]; number: BusinessNumber | undefined },
  how: Assignment,
  { cause, now }: { cause: Cause; now: number },
): HandOver | undefined => {
  const chosen = chooseAgent(
    candidates.filter(({ agent }) => mayTake(agent, number)),
    how,
  )
  if (!chosen) return undefined
  const given = withGiven(chosen.workload, conversation.id, { turn: nextTurn(candidates, now), now })
  const next = claimed(conversation, chosen.id, now)
  return { agentId: chosen.id, records: [changedFor(next, cause), given] }
}

/** Whether the agent may reply from the number of a conversation. */
export const mayTake = (agent: Member['agent'], number: BusinessNumber | undefined): boolean =>
  !number || mayUse(agent, number)
