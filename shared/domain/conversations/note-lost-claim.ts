import type { App } from '../app.ts'
import type { AgentId } from '../ids.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { day } from '../time.ts'
import type { Conversation } from './conversation.ts'
import type { LostClaim } from './lost-claim.ts'

/** Longer than anybody goes on pressing; reports have it by then. */
const keptFor = 30 * day

/** Writes that an agent came too late, unless it is written already. Nothing of the conversation is touched. */
export const noteLostClaim = async (
  app: Pick<App, 'clock' | 'commit'>,
  { workspace, id: conversationId, claimedAt = 0, numberId, teamId }: Conversation,
  agentId: AgentId,
): Promise<void> => {
  const at = app.clock.now()
  const lost: LostClaim = {
    ...{ kind: 'lost_claim', workspace, conversationId, agentId, claimedAt, numberId },
    ...(teamId && { teamId }),
    ...{ at, expiresAt: at + keptFor, version: 0 },
  }
  await isWritten(app.commit(lost))
}
