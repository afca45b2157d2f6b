import type { App, Removal, StoredRecord } from '../app.ts'
import { DomainError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import type { Template } from './template.ts'
import type { TemplateShortcut } from './template-shortcut.ts'

type Live = Pick<Template, 'workspace' | 'id' | 'shortcut' | 'archived'>

/** What is written so that the template has its shortcut and no other. Throws `shortcut_in_use` where another live one has it. */
export const shortcutChanges = async (
  app: Pick<App, 'templates'>,
  workspace: WorkspaceId,
  { before, after }: { before?: Live; after?: Live },
): Promise<(StoredRecord | Removal)[]> => {
  const [had, wanted] = [before, after].map((template) =>
    template?.archived ? undefined : template?.shortcut,
  )
  if (had === wanted) return []
  const [own, found] = await Promise.all(
    [had, wanted].map((shortcut) => shortcut && app.templates.byShortcut(workspace, shortcut)),
  )
  if (found) throw shortcutInUse(found)
  const kept = after && wanted && { workspace, shortcut: wanted, templateId: after.id, version: 0 }
  return [
    ...(own ? [{ remove: own }] : []),
    ...(kept ? [{ kind: 'template_shortcut' as const, ...kept }] : []),
  ]
}

const shortcutInUse = ({ templateId }: TemplateShortcut): DomainError => {
  const detail = 'Another template has this shortcut.'
  return new DomainError('shortcut_in_use', detail, {
    template_id: templateId,
    errors: [{ path: 'shortcut', detail }],
  })
}
