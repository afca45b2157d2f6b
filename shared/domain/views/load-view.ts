import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { ViewId } from '../ids.ts'
import { mayEdit, maySee, type SavedView } from './saved-view.ts'

/** A view that the principal may see: somebody else's own view does not exist for them. Throws `not_found`. */
export const loadView = async (
  app: Pick<App, 'savedViews'>,
  principal: Principal,
  id: ViewId,
): Promise<SavedView> => {
  const view = await app.savedViews.get(principal.workspace, id, 'fresh')
  if (!view || !maySee(principal, view)) throw notFound('view')
  return view
}

/** A view that is to be changed. Throws `not_found`, `forbidden`. */
export const loadEditableView = async (
  app: Pick<App, 'savedViews'>,
  principal: Principal,
  id: ViewId,
): Promise<SavedView> => {
  const view = await loadView(app, principal, id)
  if (!mayEdit(principal, view)) {
    throw new DomainError('forbidden', 'Only its owner or an admin may change a shared view.')
  }
  return view
}
