import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { TemplateId } from '../ids.ts'
import { loadTemplate } from './load-template.ts'
import type { Template } from './template.ts'

/** One template. Throws `not_found`. */
export const readTemplate = async (
  app: Pick<App, 'teams' | 'templates'>,
  principal: Principal,
  id: TemplateId,
): Promise<Template> => {
  requireScope(principal, 'read')
  return loadTemplate(app, principal, id)
}
