import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { TemplateId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { requireValid } from './check-content.ts'
import type { NewTemplate } from './create-template.ts'
import { loadTemplate, requireTeams } from './load-template.ts'
import { shortcutChanges } from './shortcut-changes.ts'
import type { Template } from './template.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'renderer' | 'teams' | 'templates'>

/**
 * Changes a template, or archives it: then it can no longer be sent and its shortcut is free. What is checked is the
 * template as it becomes. Throws what creating throws, `precondition_failed`, `not_found`.
 */
export const editTemplate = async (
  app: Needs,
  principal: Principal,
  id: TemplateId,
  patch: Patch<NewTemplate & Pick<Template, 'archived'>>,
  seen?: SeenVersions,
): Promise<Template> => {
  requireAdmin(principal)
  const { workspace } = principal
  await requireTeams(app, workspace, patch.teamIds ?? [])
  return retryOnConflict(app, async () => {
    const before = await loadTemplate(app, principal, id)
    requireSeen(before, seen)
    const shortcut = patch.shortcut?.toLowerCase() ?? patch.shortcut
    const after: Template = patched(before, { ...patch, shortcut })
    await requireValid(app, after)
    await app.commit(after, ...(await shortcutChanges(app, workspace, { before, after })))
    return asStored(after)
  })
}
