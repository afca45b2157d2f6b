import {
  CaseTag,
  Context,
  type Emitter,
  IfTag,
  type Liquid,
  Output,
  type Template,
  toValueSync,
  UnlessTag,
} from 'liquidjs/dist/liquid.browser.mjs'
import { type FilledText, factAt, type TemplateFacts } from '#domain/templates/template-tree.ts'
import { createLiquid } from './create-liquid.ts'
import { mistakeIn } from './mistake.ts'
import { needsOf, readTree } from './read-tree.ts'

/** Reads and fills in templates in Liquid. Nothing is kept between two of them. */
export const createRenderer = () => {
  const liquid = createLiquid()
  return {
    read: (body: string) => orMistake(() => ({ tree: readTree(liquid.parse(body)) })),
    fill: (body: string, facts: TemplateFacts) => orMistake(() => ({ filled: fill(liquid, body, facts) })),
  }
}

const orMistake = <T>(work: () => T) => {
  try {
    return work()
  } catch (error) {
    return { mistake: mistakeIn(error) }
  }
}

/** Renders the template with each value apart from the words around it, which may be HTML or Markdown. */
const fill = (liquid: Liquid, body: string, facts: TemplateFacts): FilledText => {
  const filled: FilledText = { pieces: [], holes: [] }
  const emitter: Emitter = { buffer: '', write: (words) => void filled.pieces.push(String(words)) }
  const context = new Context(scopeOf(facts), liquid.options, { sync: true })
  const templates = telling(liquid.parse(body), (output, value) => {
    const holes = needsOf(output.value).filter((paths) =>
      paths.every((path) => factAt(facts, path) === undefined),
    )
    filled.holes.push(...holes)
    filled.pieces.push({ value: asText(value) })
  })
  toValueSync(liquid.renderer.renderTemplates(templates, context, emitter))
  return filled
}

type Tell = (output: Output, value: unknown) => void

/** The same templates, of which those that put a value into the text tell it instead. */
const telling = (templates: Template[], tell: Tell): Template[] => {
  for (const [i, template] of templates.entries()) {
    if (template instanceof Output) templates[i] = tellingOutput(template, tell)
    else for (const list of listsOf(template)) telling(list, tell)
  }
  return templates
}

const tellingOutput = (output: Output, tell: Tell): Template => ({
  token: output.token,
  *render(context: Context) {
    tell(output, yield output.value.value(context, false))
  },
})

/** The lists of templates within a choice. */
const listsOf = (template: Template): Template[][] => {
  if (template instanceof IfTag || template instanceof UnlessTag || template instanceof CaseTag) {
    return [...template.branches.map(({ templates }) => templates), template.elseTemplates ?? []]
  }
  return []
}

const asText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(asText).join('')
  return value === undefined || value === null ? '' : String(value)
}

/** Liquid counts the entries of what has no `size` of its own; here it is a name like any other. */
const scopeOf = (facts: TemplateFacts): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? value : withSize(value)]),
  )

const withSize = (values: Record<string, string | Record<string, string>>): Record<string, unknown> => ({
  size: undefined,
  ...scopeOf(values as TemplateFacts),
})
