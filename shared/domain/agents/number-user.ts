import { DomainError } from '../error.ts'
import type { AgentId } from '../ids.ts'
import { explainBlock } from '../messages/gate-decision.ts'
import { isAdmin, type Principal } from './principal.ts'

/** The agents whom a number was assigned to, and those who are told of its texts. */
type Assigned = { users: AgentId[]; notificationUsers: { agentId?: AgentId }[] }

/**
 * Whether texts of theirs may leave the number, first ones and replies alike [S2]. A number without assigned users is
 * everybody's; admins, and programs that manage, may use every one. Who is told of its texts may answer them [S4].
 */
export const mayUse = (principal: Principal, { users, notificationUsers }: Assigned): boolean =>
  users.length === 0 ||
  isAdmin(principal) ||
  users.some((user) => user === principal.id) ||
  notificationUsers.some(({ agentId }) => agentId === principal.id)

/** Throws `not_number_user`. */
export const requireUser = (principal: Principal, number: Assigned | undefined): void => {
  if (!number || mayUse(principal, number)) return
  throw new DomainError('not_number_user', explainBlock({ reason: 'not_number_user' }))
}
