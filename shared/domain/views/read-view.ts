import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ViewId } from '../ids.ts'
import { loadView } from './load-view.ts'
import type { SavedView } from './saved-view.ts'

/** One view, shared or one's own. Throws `not_found`. */
export const readView = async (
  app: Pick<App, 'savedViews'>,
  principal: Principal,
  id: ViewId,
): Promise<SavedView> => {
  requireScope(principal, 'read')
  return loadView(app, principal, id)
}
