import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { PageOf, PageQuery } from '../pages.ts'
import { searchPage } from '../search-page.ts'
import { visibleTo } from './load-template.ts'
import type { Template, TemplateUse } from './template.ts'

/** `query`: words that the name, the shortcut or the folder begins with, or has a word beginning with. */
export type TemplateQuery = PageQuery & { use?: TemplateUse; query?: string; archived?: boolean }

/** A page of the templates that the principal may see, oldest first: the live ones, or the archived ones. */
export const listTemplates = async (
  app: Pick<App, 'cursors' | 'teams' | 'templates'>,
  principal: Principal,
  { use, query, archived = false, ...page }: TemplateQuery,
): Promise<PageOf<Template>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const isVisible = await visibleTo(app, principal)
  return searchPage(app, workspace, page, {
    lookAt: async ({ limit, from }) => {
      const read = await app.templates.page(workspace, { limit: limit + 1, from })
      return { shown: read.slice(0, limit), next: read[limit]?.order }
    },
    fits: (template) =>
      template.archived === archived &&
      (use === undefined || template.use === use) &&
      (query === undefined || hasWords(template, query)) &&
      isVisible(template),
  })
}

const hasWords = ({ name, shortcut = '', folder = '' }: Template, query: string): boolean => {
  const words = wordsOf(`${name} ${shortcut} ${folder}`)
  return wordsOf(query).every((wanted) => words.some((word) => word.startsWith(wanted)))
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
