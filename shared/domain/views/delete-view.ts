import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ViewId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { loadEditableView } from './load-view.ts'

/** Takes away one's own view, or as an admin a shared one. Throws `not_found`, `forbidden`, `precondition_failed`. */
export const deleteView = async (
  app: Pick<App, 'clock' | 'commit' | 'savedViews'>,
  principal: Principal,
  id: ViewId,
  seen?: SeenVersions,
): Promise<void> => {
  requireScope(principal, 'manage')
  await retryOnConflict(app, async () => {
    const view = await loadEditableView(app, principal, id)
    requireSeen(view, seen)
    await app.commit({ remove: view })
  })
}
