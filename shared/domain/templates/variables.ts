import type { TemplateContent, TemplateUse } from './template.ts'
import type { Path } from './template-tree.ts'

/** Whether a variable may be empty when a text is sent: never, always possible, or unless the template is used for … */
type Emptiness = 'never' | 'maybe' | { unless: TemplateUse }

const known: Record<string, Record<string, Emptiness>> = {
  contact: { name: 'maybe', first_name: 'maybe', last_name: 'maybe', phone: 'never', email: 'maybe' },
  // Programs and workflows have no name that customers would know.
  agent: { name: { unless: 'reply' }, first_name: { unless: 'reply' } },
  company: { name: 'never', support: 'maybe' },
  number: { name: 'maybe', phone: 'never' },
  case: {
    number: { unless: 'case' },
    subject: { unless: 'case' },
    status: 'maybe',
    type: { unless: 'case' },
    url: 'maybe',
    due: 'maybe',
    update: 'maybe',
  },
  links: { case: { unless: 'case' } },
}

/** Every variable that any template has, in the order in which people are shown them. */
export const variableNames: readonly string[] = Object.entries(known).flatMap(([root, names]) => [
  ...Object.keys(names).map((name) => `${root}.${name}`),
  ...(root === 'contact' ? ['contact.attributes.…'] : []),
])

/** Whether the variable may be empty; undefined where a template has no such variable. */
export const mayBeEmpty = (
  path: Path,
  { use, inputs }: Pick<TemplateContent, 'use' | 'inputs'>,
): boolean | undefined => {
  const [root = '', name = '', ...more] = path
  if (root === 'contact' && name === 'attributes') return more.length === 1 ? true : undefined
  if (more.length > 0) return undefined
  if (root === 'input') {
    const input = inputs.find((one) => one.name === name)
    return input && !input.required
  }
  const emptiness =
    Object.hasOwn(known, root) && Object.hasOwn(known[root] ?? {}, name) && known[root]?.[name]
  if (!emptiness) return undefined
  return typeof emptiness === 'string' ? emptiness === 'maybe' : emptiness.unless !== use
}
