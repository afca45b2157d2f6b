import type { App } from '../app.ts'
import { ConflictError, DomainError } from '../error.ts'
import type { Principal } from './principal.ts'

/**
 * Lets a signed-in person in: whoever the sign-in service put into the workspace's group is an agent of it from the
 * first request on, until an admin deactivates them. `username` names an agent who has no name yet.
 */
export const admitPrincipal = async (
  app: Pick<App, 'agents' | 'clock' | 'commit'>,
  principal: Principal,
  username: string,
): Promise<void> => {
  if (principal.kind !== 'agent') return
  const { workspace, id, role } = principal
  const known = await app.agents.get(workspace, id)
  if (known?.active === false) throw new DomainError('forbidden', 'This agent is deactivated.')
  if (known?.role === role) return
  const agent = known ?? {
    kind: 'agent',
    workspace,
    id,
    name: username,
    active: true,
    createdAt: app.clock.now(),
    version: 0,
  }
  await app.commit({ ...agent, role }).catch((error) => {
    if (!(error instanceof ConflictError)) throw error
  })
}
