import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { TemplateId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { loadTemplate } from './load-template.ts'
import { shortcutChanges } from './shortcut-changes.ts'

/**
 * Deletes a template. Texts that were made from it keep their words, and its id as history. Throws `precondition_failed`,
 * `not_found`, `forbidden`.
 */
export const deleteTemplate = async (
  app: Pick<App, 'clock' | 'commit' | 'teams' | 'templates'>,
  principal: Principal,
  id: TemplateId,
  seen?: SeenVersions,
): Promise<void> => {
  requireAdmin(principal)
  await retryOnConflict(app, async () => {
    const before = await loadTemplate(app, principal, id)
    requireSeen(before, seen)
    const freed = await shortcutChanges(app, principal.workspace, { before })
    await app.commit({ remove: before }, ...freed)
  })
}
