import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { sortableId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireValid } from './check-content.ts'
import { requireTeams } from './load-template.ts'
import { shortcutChanges } from './shortcut-changes.ts'
import type { Template } from './template.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'randomId' | 'renderer' | 'teams' | 'templates'>

export type NewTemplate = Omit<Template, 'kind' | 'workspace' | 'id' | 'archived' | 'createdAt' | 'version'>

/**
 * A template that can be sent. Throws `template_invalid` with each mistake and its line, `shortcut_in_use`,
 * `validation_failed` for teams that do not exist, `forbidden`.
 */
export const createTemplate = async (
  app: Needs,
  principal: Principal,
  facts: NewTemplate,
): Promise<Template> => {
  requireAdmin(principal)
  const { workspace } = principal
  const createdAt = app.clock.now()
  const id = sortableId('tpl', createdAt, app.randomId)
  const template: Template = {
    ...{ kind: 'template', workspace, id, ...facts, archived: false, createdAt, version: 0 },
    ...(facts.shortcut && { shortcut: facts.shortcut.toLowerCase() }),
  }
  await Promise.all([requireTeams(app, workspace, facts.teamIds), requireValid(app, template)])
  await retryOnConflict(app, async () =>
    app.commit(template, ...(await shortcutChanges(app, workspace, { after: template }))),
  )
  return asStored(template)
}
