import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { deleteRecord, type EditNeeds } from '../edit-record.ts'
import type { ViewId } from '../ids.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadEditableView } from './load-view.ts'

/** Deletes one's own view, or as an admin a shared one. Throws `not_found`, `forbidden`, `precondition_failed`. */
export const deleteView = async (
  app: EditNeeds & Pick<App, 'savedViews'>,
  principal: Principal,
  id: ViewId,
  seen?: SeenVersions,
): Promise<void> => {
  requireScope(principal, 'manage')
  await deleteRecord(app, { read: () => loadEditableView(app, principal, id), seen })
}
