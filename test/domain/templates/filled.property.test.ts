import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRenderer } from '#adapters/liquid/renderer.ts'
import { checkTree } from '#domain/templates/check-tree.ts'
import { fillText } from '#domain/templates/fill-text.ts'
import { nameOf, type TemplateFacts } from '#domain/templates/template-tree.ts'

const renderer = createRenderer()
const app = {
  renderer: {
    read: async (body: string) => renderer.read(body),
    fill: async (body: string, facts: TemplateFacts) => renderer.fill(body, facts),
  },
}

const content = { use: 'reply' as const, inputs: [{ name: 'time', label: 'When?', required: true }] }

const names = ['contact.name', 'contact.first_name', 'contact.email', 'contact.attributes.plan']
const variable = fc.constantFrom(...names, 'contact.phone', 'company.name', 'input.time')
const word = fc.constantFrom('"x"', '""', '" "', 'nil', '7', ...names)

const filter = fc.oneof(
  fc.constantFrom('upcase', 'downcase', 'capitalize', 'strip', 'first', 'last', 'truncate: 5', 'split: "a"'),
  word.map((other) => `default: ${other}`),
  word.map((other) => `append: ${other}`),
)

const output = fc
  .tuple(variable, fc.array(filter, { maxLength: 3 }))
  .map(([name, filters]) => `{{ ${[name, ...filters].join(' | ')} }}`)

const condition = fc.oneof(
  variable,
  variable.map((name) => `not ${name}`),
  fc.tuple(variable, fc.constantFrom('==', '!=', 'contains', '>'), word).map((parts) => parts.join(' ')),
  fc.tuple(variable, fc.constantFrom('blank', 'empty', 'nil')).map(([name, none]) => `${name} != ${none}`),
  fc.tuple(variable, fc.constantFrom('and', 'or'), variable).map((parts) => parts.join(' ')),
)

const body = fc.letrec<{ body: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom('Hi ', ', ', 'see you'),
    output,
    fc
      .tuple(condition, tie('body'), condition, tie('body'), tie('body'))
      .map(([one, a, other, b, c]) => `{% if ${one} %}${a}{% elsif ${other} %}${b}{% else %}${c}{% endif %}`),
    fc
      .tuple(condition, tie('body'), tie('body'))
      .map(([one, a, b]) => `{% unless ${one} %}${a}{% else %}${b}{% endunless %}`),
    fc
      .tuple(variable, word, word, tie('body'), tie('body'))
      .map(([name, a, b, c, d]) => `{% case ${name} %}{% when ${a}, ${b} %}${c}{% else %}${d}{% endcase %}`),
  ),
  body: fc.array(tie('piece'), { minLength: 1, maxLength: 2 }).map((pieces) => pieces.join('')),
})).body

const value = fc.constantFrom('Ada', 'Zoë', 'a<3', 'A*B*C', 'x', '7', 'banana & co')
const hole = fc.option(value, { nil: undefined })

const facts = fc
  .record({ name: hole, first_name: hole, email: hole, plan: hole, time: value, company: value })
  .map(
    ({ plan, time, company, ...contact }): TemplateFacts => ({
      contact: { ...known(contact), phone: '+12065550123', attributes: known({ plan }) },
      company: { name: company },
      input: { time },
      agent: {},
      number: {},
      case: {},
    }),
  )

const known = (values: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(values).flatMap(([name, one]) => (one ? [[name, one]] : [])))

const isAccepted = (text: string): boolean => {
  const read = renderer.read(text)
  return 'tree' in read && checkTree(read.tree, content).length === 0
}

test('what was accepted has no hole for any customer, and says nothing of its language', async () => {
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(
      body,
      facts,
      fc.constantFrom('text', 'html', 'markdown'),
      async (text, given, format) => {
        if (!isAccepted(text)) return
        accepted += 1
        const filled = await fillText(app, { body: text, format }, given)
        expect(filled.missing.map(nameOf)).toEqual([])
        expect(filled.body).not.toMatch(/\{\{|\}\}|\{%|%\}|undefined|null|\[object|NaN/)
      },
    ),
    { numRuns: 1_000 },
  )
  expect(accepted).toBeGreaterThan(150)
})

test('what was refused leaves a hole whose variable is named, or none for this customer', async () => {
  await fc.assert(
    fc.asyncProperty(output, facts, async (text, given) => {
      const read = renderer.read(text)
      if (!('tree' in read)) return
      const filled = await fillText(app, { body: text, format: 'text' }, given)
      const empty = read.tree.variables.filter(({ path }) => !wordsAt(given, nameOf(path)))
      for (const path of filled.missing) expect(empty.map((one) => nameOf(one.path))).toContain(nameOf(path))
      if (empty.length === 0) expect(filled.missing).toEqual([])
    }),
    { numRuns: 500 },
  )
})

const wordsAt = (given: TemplateFacts, name: string): unknown =>
  name.split('.').reduce<unknown>((within, step) => Reflect.get(Object(within), step), given)
