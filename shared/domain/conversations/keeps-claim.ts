import type { Agent } from '../agents/agent.ts'
import { mayUse } from '../agents/number-user.ts'
import type { BusinessNumber } from '../numbers/number.ts'

/** Whether a conversation that opens again stays its claimer's: while they are active, and may reply from its number. */
export const keepsClaim = (claimer: Agent | undefined, number: BusinessNumber | undefined): boolean =>
  claimer?.active === true && (!number || mayUse(claimer, number))
