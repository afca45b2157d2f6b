import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import type { AgentId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Agent } from './agent.ts'
import type { Principal } from './principal.ts'
import { readAgent } from './read-agent.ts'

/**
 * Brings an agent's account to what their record says. Until then the record has `signInPending` and counts in place of
 * the token's groups; where it fails, the next edit of the agent does it again. Should another edit come in between, its
 * facts are told last. Throws `no_account`.
 */
export const tellSignIn = (
  app: Pick<App, 'accounts' | 'agents' | 'clock' | 'commit'>,
  principal: Principal,
  id: AgentId,
): Promise<Agent> =>
  retryOnConflict(app, async () => {
    const { signInPending, ...agent } = await readAgent(app, principal, id)
    const isThere = await app.accounts.update(agent)
    if (!isThere && agent.active) throw noAccount()
    const told: Agent = { ...agent, roleChangedAt: app.clock.now() }
    await app.commit(told)
    return asStored(told)
  })

export const noAccount = (): DomainError =>
  new DomainError('no_account', 'The sign-in service has no account for this agent.')
