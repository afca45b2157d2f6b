import { expect, test } from 'vitest'
import { createRenderer } from '#adapters/liquid/renderer.ts'
import { checkTree } from '#domain/templates/check-tree.ts'
import type { TemplateFacts } from '#domain/templates/template-tree.ts'

const facts: TemplateFacts = {
  contact: { name: 'Ada {{ agent.name }}', phone: '+12065550123', attributes: { constructor: 'mine' } },
  agent: { name: 'Ana' },
  company: { name: 'Acme' },
  number: { phone: '+12065550100' },
  case: {},
  input: {},
}

const times = (count: number, text: string) => text.repeat(count)

const refused = { refused: true } as const
const says = (text: string) => ({ says: text })

/** Templates that would take the memory, the time, the secrets or the words of somebody; 5,000 characters is the API's limit. */
const hostile: Record<string, [body: string, outcome: typeof refused | { says: string }]> = {
  'a loop': ['{% for i in (1..1000000000) %}x{% endfor %}', refused],
  'a table of rows': ['{% tablerow i in (1..1000000000) %}x{% endtablerow %}', refused],
  'a range': ['{{ (1..1000000000) }}', refused],
  'a range that is joined': ['{{ (1..1000000000) | join: "" }}', refused],
  'a range in a condition': ['{% if (1..1000000000) contains 7 %}x{% endif %}', refused],
  'a file': ['{% include "/etc/passwd" %}', refused],
  'a file that is rendered': ['{% render "../../secrets" %}', refused],
  'a layout': ['{% layout "../layout" %}', refused],
  'a block': ['{% block a %}{% endblock %}', refused],
  'lines of code': ['{% liquid\n assign a = "x"\n echo a %}', refused],
  'a variable that grows': [
    `{% assign a = "x" %}${times(50, '{% assign a = a | append: a %}')}{{ a }}`,
    refused,
  ],
  'a capture': ['{% capture a %}x{% endcapture %}{{ a }}', refused],
  'a counter': ['{% increment a %}', refused],
  'an echo': ['{% echo contact.phone %}', refused],
  'an inline comment': ['{% # {{ contact.phone }} %}', refused],
  'a constructor': ['{{ contact.constructor }}', refused],
  'a prototype': ['{{ contact.__proto__.polluted }}', refused],
  'a constructor of text': ['{{ contact.phone.constructor.constructor }}', refused],
  'an attribute that is called constructor': [
    '{{ contact.attributes.constructor | default: "x" }}',
    says('mine'),
  ],
  'an attribute that is called prototype': ['{{ contact.attributes.__proto__ | default: "x" }}', says('x')],
  'an attribute that is called toString': ['{{ contact.attributes.toString | default: "x" }}', says('x')],
  'a name that is only known when rendered': ['{{ contact[contact.phone] | default: "x" }}', refused],
  'a name by itself': ['{{ [contact.phone] | default: "x" }}', refused],
  'the whole contact': ['{{ contact }}', refused],
  'everything as JSON': ['{{ contact | json }}', refused],
  'an inspection': ['{{ contact.attributes | inspect }}', refused],
  'the environment': ['{{ process.env.AWS_SECRET_ACCESS_KEY }}', refused],
  'a global': ['{{ globalThis }}', refused],
  'a filter of arrays': ['{{ contact.phone | map: "constructor" }}', refused],
  'an expression as a filter': ['{{ contact.phone | where_exp: "a", "a == 1" }}', refused],
  'words that come from a name': [
    '{% if contact.name %}{{ contact.name }}{% endif %}',
    says('Ada {{ agent.name }}'),
  ],
  'a wide date': ['{{ "now" | date: "%1000000000d" }}', refused],
  'many parts of a second': ['{{ "now" | date: "%1000000000N" }}', refused],
  'many wide dates': [times(150, '{{ "now" | date: "%9999d" }}'), refused],
  'a long slice': ['{{ "abc" | slice: 0, 1000000000 }}', refused],
  'a slice of infinity': ['{{ "abc" | slice: 0, 1e308 }}', refused],
  'a replacement that grows': [
    `{{ "${times(1000, 'a')}" ${times(3, `| replace: "a", "${times(300, 'a')}"`)} }}`,
    refused,
  ],
  'a replacement between all characters': [
    `{{ "${times(500, 'a')}" ${times(3, `| replace: "", "${times(500, 'b')}"`)} }}`,
    refused,
  ],
  'texts that are appended': [
    `{{ "a" ${times(4, `| append: "${times(1000, 'a')}" | replace: "a", "aaaaaaaaaa"`)} }}`,
    refused,
  ],
  'a truncation to much': ['{{ "abc" | truncate: 1000000000 }}', says('abc')],
  'a truncation with a long end': [
    `{{ "${times(100, 'ab ')}" | truncatewords: 1, "${times(2000, 'x')}" }}`,
    says(`ab${times(2000, 'x')}`),
  ],
  'words that are split into letters': [`{{ "${times(4000, 'a')}" | split: "" | first }}`, says('a')],
  'spaces for a pattern': [`{{ "${times(4900, ' ')}x" | strip }}`, says('x')],
  'no time for a date': [`{{ "${times(4900, '1')}" | date: "%Y" }}`, says(times(4900, '1'))],
  'many choices within each other': [
    `${times(200, '{% if contact.phone %}')}x${times(200, '{% endif %}')}`,
    refused,
  ],
  'many conditions': [`{% if contact.phone ${times(250, 'and contact.phone ')}%}x{% endif %}`, says('x')],
  'many outputs': [times(220, '{{ contact.phone }}'), says(times(220, '+12065550123'))],
  'many braces': [times(2500, '{{'), refused],
  'many tags that are open': [times(800, '{% if'), refused],
  'a choice that is never closed': [times(200, '{% if contact.phone %}'), refused],
  'an end that is only a brace': [times(2500, '}}'), refused],
  'raw words without an end': ['{% raw %}{{ contact', refused],
  'a number that is none': ['{{ 1e999999 }}', refused],
  'a comparison with infinity': ['{% if 1e999 > 1 %}x{% endif %}', refused],
  'half a character': ['{{ "\ud800" | append: "x" }}', says('\ud800x')],
  'a character that ends nothing': ['{{ "a\u0000b" }}', says('a\u0000b')],
}

const renderer = createRenderer()

const outcomeOf = (body: string): { refused: true } | { says: string } => {
  const read = renderer.read(body)
  if ('mistake' in read || checkTree(read.tree, { use: 'reply', inputs: [] }).length > 0) return refused
  const rendered = renderer.fill(body, facts)
  if ('mistake' in rendered) return refused
  return says(
    rendered.filled.pieces.map((piece) => (typeof piece === 'string' ? piece : piece.value)).join(''),
  )
}

test.each(Object.entries(hostile))('%s is refused or harmless', (_, [body, outcome]) => {
  expect(outcomeOf(body)).toEqual(outcome)
})

test('no hostile template takes long', () => {
  const spent = Object.entries(hostile).map(([name, [body]]) => {
    const start = performance.now()
    outcomeOf(body)
    return { name, milliseconds: performance.now() - start }
  })
  const [slowest] = spent.toSorted((one, other) => other.milliseconds - one.milliseconds)
  // Printed and not asserted: what bounds the work are limits that count, the same on any machine.
  console.info(
    `${spent.length} hostile templates; slowest: ${slowest?.name}, ${slowest?.milliseconds.toFixed(1)} ms`,
  )
  expect(spent.length).toBeGreaterThanOrEqual(40)
})
