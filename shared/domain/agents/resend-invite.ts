import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import { DomainError } from '../error.ts'
import type { AgentId } from '../ids.ts'
import type { Agent } from './agent.ts'
import { type Principal, requireAdmin } from './principal.ts'
import { readAgent } from './read-agent.ts'
import { noAccount } from './tell-sign-in.ts'

type Needs = EditNeeds & Pick<App, 'accounts' | 'agents'>

/**
 * Mails an invitation once more, with a new password in it: the one before has run out, or the mail was lost. Throws
 * `already_joined`, `signs_in_by_code`, `agent_deactivated`, `no_account`, `not_found`, `forbidden` unless an admin asks.
 */
export const resendInvite = async (app: Needs, principal: Principal, id: AgentId): Promise<Agent> => {
  requireAdmin(principal)
  const { invitedAt, active, signInBy } = await readAgent(app, principal, id)
  if (signInBy === 'code') throw signsInByCode()
  if (invitedAt === undefined) throw alreadyJoined()
  if (!active) throw new DomainError('agent_deactivated', 'This agent is deactivated: activate them first.')
  const answer = await app.accounts.inviteAgain(id)
  if (answer === 'no account') throw noAccount()
  if (answer === 'joined') throw alreadyJoined()
  return editRecord(app, {
    read: () => readAgent(app, principal, id),
    change: (agent) => (agent.invitedAt === undefined ? agent : { ...agent, invitedAt: app.clock.now() }),
  })
}

const signsInByCode = () =>
  new DomainError('signs_in_by_code', 'This agent signs in by a code: there is no invitation to mail.')

const alreadyJoined = () =>
  new DomainError('already_joined', 'This agent has signed in already: they need no invitation.')
