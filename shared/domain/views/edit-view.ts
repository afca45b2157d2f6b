import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { requireNoContradiction } from '../conversations/list-conversations.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import type { ViewId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import type { ViewFacts } from './create-view.ts'
import { loadEditableView } from './load-view.ts'
import type { SavedView } from './saved-view.ts'

/**
 * Edits one's own view, or as an admin a shared one. Throws `not_found`, `forbidden`, `precondition_failed`, and
 * `validation_failed` for a filter that contradicts itself.
 */
export const editView = async (
  app: EditNeeds & Pick<App, 'savedViews'>,
  principal: Principal,
  id: ViewId,
  patch: Patch<ViewFacts>,
  seen?: SeenVersions,
): Promise<SavedView> => {
  requireScope(principal, 'manage')
  if (patch.filter) requireNoContradiction(patch.filter)
  return editRecord(app, {
    read: () => loadEditableView(app, principal, id),
    seen,
    change: (view) => patched(view, patch),
  })
}
