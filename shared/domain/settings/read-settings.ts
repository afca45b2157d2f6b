import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Settings } from './settings.ts'

/** What the workspace decided, or the defaults. */
export const readSettings = async (app: Pick<App, 'settings'>, principal: Principal): Promise<Settings> => {
  requireScope(principal, 'read')
  return app.settings.get(principal.workspace)
}
