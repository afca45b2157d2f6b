import type { App } from '../app.ts'
import { exampleLinks } from '../cases/page-address.ts'
import { DomainError } from '../error.ts'
import { defaultSettings } from '../settings/settings.ts'
import { checkTree } from './check-tree.ts'
import { longestFacts } from './facts.ts'
import type { Template, TemplateContent } from './template.ts'
import type { TemplateMistake, TemplateTree } from './template-tree.ts'

type FoundMistake = TemplateMistake & { path: string }

export const templateInvalid = (errors: FoundMistake[]): DomainError =>
  new DomainError('template_invalid', 'The template cannot be used as it is.', {
    errors: errors.slice(0, 50),
  })

/** Throws `template_invalid` with every mistake in the body and its translations, each with its line and column. */
export const requireValid = async (
  app: Pick<App, 'renderer'>,
  template: TemplateContent & Pick<Template, 'workspace'>,
): Promise<void> => {
  const bodies = [
    { path: 'body', body: template.body },
    ...Object.entries(template.locales).map(([locale, body]) => ({ path: `locales.${locale}`, body })),
  ]
  const found = await Promise.all(
    bodies.map(async ({ path, body }) =>
      (await mistakesOf(app, template, body)).map((mistake) => ({ path, ...mistake })),
    ),
  )
  if (found.some((mistakes) => mistakes.length > 0)) throw templateInvalid(found.flat())
}

const somewhere = { portalUrl: 'https://portal.example.com' }

/** What cannot be read, or leaves a hole, or grows beyond what a text can be once it is filled in. */
const mistakesOf = async (
  { renderer }: Pick<App, 'renderer'>,
  template: TemplateContent & Pick<Template, 'workspace'>,
  body: string,
): Promise<TemplateMistake[]> => {
  const read = await renderer.read(body)
  if ('mistake' in read) return [read.mistake]
  const mistakes = checkTree(read.tree, template)
  if (mistakes.length > 0) return mistakes
  const settings = defaultSettings(template.workspace)
  const longest = longestFacts(
    { settings, links: exampleLinks(somewhere), input: {} },
    { ...template, attributes: attributesIn(read.tree) },
  )
  const rendered = await renderer.fill(body, longest)
  return 'mistake' in rendered ? [rendered.mistake] : []
}

/** The attributes of contacts that a template names. */
export const attributesIn = ({ variables }: TemplateTree): string[] =>
  variables.flatMap(({ path: [root, group, name] }) =>
    root === 'contact' && group === 'attributes' && name !== undefined ? [name] : [],
  )
