import { expect, test } from 'vitest'
import { createRenderer } from '#adapters/liquid/renderer.ts'
import { checkTree } from '#domain/templates/check-tree.ts'

const renderer = createRenderer()

const inputs = [
  { name: 'time', label: 'When?', required: true },
  { name: 'room', label: 'Where?', required: false },
]

/** The first mistake, with its place. */
const mistakeIn = (body: string, use: 'reply' | 'case' | 'workflow' = 'reply') => {
  const read = renderer.read(body)
  return 'mistake' in read ? read.mistake : checkTree(read.tree, { use, inputs })[0]
}

const complete = [
  'Thank you!',
  'We come at {{ input.time }}.',
  '{{ agent.first_name }} of {{ company.name }}, {{ number.phone }}',
  'Hi {{ contact.first_name | default: "there" }}',
  'Hi {{ contact.first_name | upcase | default: "there" }}',
  'Hi {{ contact.first_name | default: contact.name | default: "there" }}',
  'Hi {{ contact.first_name | default: company.name }}',
  'Hi{% if contact.name %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name and contact.email %} {{ contact.name }}, {{ contact.email }}{% endif %}',
  'Hi{% if contact.name != blank %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name == "Ada" %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name == "Ada" or contact.name == "Bo" %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.attributes.plan contains "gold" %} {{ contact.attributes.plan }}{% endif %}',
  'Hi{% if contact.name == nil %}{% else %} {{ contact.name }}{% endif %}',
  'Hi{% if not contact.name %}{% else %} {{ contact.name }}{% endif %}',
  'Hi{% unless contact.name %}{% else %} {{ contact.name }}{% endunless %}',
  'Hi{% unless contact.name == blank %} {{ contact.name }}{% endunless %}',
  'Hi{% if contact.name == blank %}{% elsif contact.email %} {{ contact.name }} {{ contact.email }}{% endif %}',
  'Hi{% if contact.name %}{% if contact.email %} {{ contact.name }} {{ contact.email }}{% endif %}{% endif %}',
  '{% case contact.attributes.plan %}{% when "gold" %}{{ contact.attributes.plan }}{% else %}-{% endcase %}',
  '{% case contact.name %}{% when blank %}-{% else %}{{ contact.name }}{% endcase %}',
  '{% comment %}{{ contact.name }}{% endcomment %}Hello',
  '{% raw %}{{ contact.name }}{% endraw %}',
  '{% if input.room %}{{ input.room }}{% endif %}',
]

test.each(complete)('without a hole: %s', (body) => {
  expect(mistakeIn(body)).toBeUndefined()
})

const incomplete = [
  'Hi {{ contact.name }}',
  'Hi {{ contact["name"] }}',
  'Hi {{ contact.name | upcase }}',
  'Hi {{ contact.name | default: "" }}',
  'Hi {{ contact.name | default: " " }}',
  'Hi {{ contact.name | default: contact.email }}',
  'Hi {{ contact.name | append: "!" | default: "there" }}',
  'Hi {{ contact.name | prepend: contact.email | default: "there" }}',
  'Hi {{ "Dr. " | append: contact.name }}',
  'Hi{% if contact.email %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name or contact.email %} {{ contact.name }}{% endif %}',
  'Hi{% if not contact.name %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name %}{% else %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name %}{% elsif contact.email %} {{ contact.name }}{% endif %}',
  'Hi{% unless contact.name %} {{ contact.name }}{% endunless %}',
  'Hi{% if contact.name == blank %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name != "Ada" %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name == contact.email %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name == empty %}-{% else %} {{ contact.name }}{% endif %}',
  'Hi{% if true %} {{ contact.name }}{% endif %}',
  'Hi{% if contact.name %}{% endif %} {{ contact.name }}',
  'Hi{% if contact.name | default: "x" %} {{ contact.name }}{% endif %}',
  '{% case contact.email %}{% when "a" %}{{ contact.name }}{% endcase %}',
  '{% case contact.name %}{% when "a" %}a{% else %}{{ contact.name }}{% endcase %}',
  '{% case contact.name %}{% when blank, "a" %}{{ contact.name }}{% endcase %}',
  '{{ contact.attributes.plan }}',
  '{{ company.support }}',
  '{{ case.number }}',
  '{{ input.room }}',
]

test.each(incomplete)('with a hole: %s', (body) => {
  expect(mistakeIn(body)?.detail).toMatch(/ may be empty: write /)
})

test('a mistake is told with its line and its column', () => {
  expect(mistakeIn('Hi\n\nDear {{ contact.name }}')).toEqual({
    line: 3,
    column: 6,
    detail:
      'contact.name may be empty: write {{ contact.name | default: "…" }}, or put it between {% if contact.name %} and {% endif %}.',
  })
  expect(mistakeIn('Hi\n{% for a in b %}')).toMatchObject({
    line: 2,
    column: 1,
    detail: expect.stringMatching('There is no tag "for"'),
  })
})

test('a variable that does not exist is told wherever it is named', () => {
  for (const body of [
    '{{ contact.nmae | default: "x" }}',
    '{% if contact.nmae %}x{% endif %}',
    '{% case contact.nmae %}{% when "a" %}x{% endcase %}',
    '{{ "a" | append: contact.nmae }}',
    '{{ contact.name | default: contact.nmae }}',
  ])
    expect(mistakeIn(body)?.detail).toMatch('There is no variable contact.nmae. There are contact.name,')
  expect(mistakeIn('{{ input.tiem }}')?.detail).toMatch(/input\.time, input\.room\.$/)
})

test('what a text is used for says what is known when it is sent', () => {
  expect(mistakeIn('{{ case.number }}', 'case')).toBeUndefined()
  expect(mistakeIn('{{ case.due }}', 'case')?.detail).toMatch('case.due may be empty')
  expect(mistakeIn('{{ links.case }}', 'case')).toBeUndefined()
  expect(mistakeIn('{{ links.case }}', 'reply')?.detail).toMatch('links.case may be empty')
  expect(mistakeIn('{{ links.csae }}', 'case')?.detail).toMatch('There is no variable links.csae')
  expect(mistakeIn('{{ agent.name }}')).toBeUndefined()
  expect(mistakeIn('{{ agent.name }}', 'workflow')?.detail).toMatch('agent.name may be empty')
})

test('what has no words is no value', () => {
  for (const word of ['nil', 'blank', 'empty']) {
    expect(mistakeIn(`{{ ${word} }}`)?.detail).toMatch('has no words')
    expect(mistakeIn(`{{ contact.name | default: ${word} }}`)?.detail).toMatch('has no words')
  }
  for (const body of ['{{ contact.name or "there" }}', '{{ 1 == 1 }}', '{{ not contact.name }}'])
    expect(mistakeIn(body)?.detail).toMatch('A comparison has no words')
})
