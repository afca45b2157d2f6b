import type { App, Reading } from '../app.ts'
import type { Preferences } from './preferences.ts'
import { type Principal, requirePerson } from './principal.ts'

/** The asking agent's own. Throws `forbidden` for programs. */
export const readPreferences = async (
  app: Pick<App, 'preferences'>,
  principal: Principal,
  reading: Reading = 'cached',
): Promise<Preferences> => {
  const { workspace, id: agentId } = requirePerson(principal, 'Only people have preferences.')
  const none = { kind: 'preferences' as const, workspace, agentId, version: 0 }
  return (await app.preferences.get(workspace, agentId, reading)) ?? none
}
