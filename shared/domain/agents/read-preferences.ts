import type { App, Reading } from '../app.ts'
import { DomainError } from '../error.ts'
import type { Preferences } from './preferences.ts'
import type { Principal } from './principal.ts'

/** The asking agent's own. Throws `forbidden` for programs. */
export const readPreferences = async (
  app: Pick<App, 'preferences'>,
  principal: Principal,
  reading: Reading = 'cached',
): Promise<Preferences> => {
  if (principal.kind === 'program') throw new DomainError('forbidden', 'Only people have preferences.')
  const { workspace, id: agentId } = principal
  const none = { kind: 'preferences' as const, workspace, agentId, version: 0 }
  return (await app.preferences.get(workspace, agentId, reading)) ?? none
}
