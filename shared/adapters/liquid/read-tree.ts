import {
  CaseTag,
  IfTag,
  Output,
  type Template,
  type Token,
  TypeGuards,
  UnlessTag,
  type Value,
} from 'liquidjs/dist/liquid.browser.mjs'
import type { Condition, Path, Piece, Place, TemplateTree } from '#domain/templates/template-tree.ts'
import { keepEmpty } from './create-liquid.ts'
import { MistakeError } from './mistake.ts'

/** Deeper choices are nobody's text, and each level costs when it is rendered. */
const mostDeep = 10

/** What a parsed template says of its variables. Throws MistakeError for what cannot be judged before it is rendered. */
export const readTree = (templates: Template[]): TemplateTree => {
  const variables: TemplateTree['variables'] = []
  return { pieces: readPieces(templates, { variables, depth: 0 }), variables }
}

type Walk = { variables: TemplateTree['variables']; depth: number }

const readPieces = (templates: Template[], walk: Walk): Piece[] =>
  templates.flatMap((template) => readPiece(template, walk))

const readPiece = (template: Template, walk: Walk): Piece[] => {
  if (template instanceof Output) {
    return [{ kind: 'value', needs: needsOf(template.value, walk), at: placeOf(template.token) }]
  }
  if (TypeGuards.isHTMLToken(template.token)) return readWords(template.token)
  if (walk.depth === mostDeep) {
    throw new MistakeError(`Choices may be ${mostDeep} deep.`, placeOf(template.token))
  }
  const inner = { ...walk, depth: walk.depth + 1 }
  if (template instanceof IfTag) return [readBranches(template, inner, (when) => when)]
  if (template instanceof UnlessTag) return [readUnless(template, inner)]
  return template instanceof CaseTag ? readCase(template, inner) : []
}

/** What only ends a variable or a tag was meant as a whole one, and would reach the customer. */
const readWords = (words: Token): Piece[] => {
  const [stray] = /\}\}|%\}/.exec(words.getText()) ?? []
  if (stray) throw new MistakeError(`There is a ${stray} that ends nothing.`, placeOf(words))
  return []
}

type Branched = {
  branches: { value: Value; templates: Template[] }[]
  elseTemplates?: Template[] | undefined
}

const readBranches = (
  { branches, elseTemplates = [] }: Branched,
  walk: Walk,
  asWritten: (when: Condition, index: number) => Condition,
): Piece => ({
  kind: 'choice',
  branches: branches.map(({ value, templates }, i) => ({
    when: asWritten(conditionOf(value, walk), i),
    shown: readPieces(templates, walk),
  })),
  otherwise: readPieces(elseTemplates, walk),
})

/** Only its first condition is turned round: an `elsif` in it is an ordinary one. */
const readUnless = (template: UnlessTag, walk: Walk): Piece =>
  readBranches(template, walk, (when, index) => (index === 0 ? { kind: 'not', of: when } : when))

/** Each `when` that fits is rendered, and `else` where none does: so each is a choice of its own. */
const readCase = ({ value, branches, elseTemplates }: CaseTag, walk: Walk): Piece[] => {
  const target = operandOf(value, walk)
  const whens = branches.map(({ values }) =>
    eitherOf(values.map((token) => equality(target, readOperand(token, walk)))),
  )
  const choices = branches.map(({ templates }, i) => choice(whens[i] ?? any, readPieces(templates, walk), []))
  return [...choices, choice(eitherOf(whens), [], readPieces(elseTemplates, walk))]
}

const choice = (when: Condition, shown: Piece[], otherwise: Piece[]): Piece => ({
  kind: 'choice',
  branches: [{ when, shown }],
  otherwise,
})

const any: Condition = { kind: 'any' }

const eitherOf = ([first = any, ...others]: Condition[]): Condition =>
  others.reduce((one, other) => ({ kind: 'or', of: [one, other] }), first)

/** One side of a comparison: a variable, something that is never empty, nothing, or what is not judged. */
type Operand = { condition: Condition; path?: Path; constant?: 'something' | 'nothing' }

const unjudged: Operand = { condition: any }

/** The variables of a condition, and what follows where it is true. */
const conditionOf = (value: Value, walk: Walk): Condition => operandOf(value, walk).condition

const operandOf = ({ initial, filters }: Value, walk: Walk): Operand => {
  let stack: Operand[] = []
  for (const token of initial.postfix) {
    const isOperator = TypeGuards.isOperatorToken(token)
    stack = isOperator ? applied(token.operator, stack) : [readOperand(token, walk), ...stack]
  }
  const [read = unjudged] = stack
  for (const token of filters.flatMap(({ args }) => args)) readArgument(token, walk)
  return filters.length > 0 ? unjudged : read
}

/** The newest operand first. */
const applied = (operator: string, stack: Operand[]): Operand[] => {
  const [right = unjudged, left = unjudged, ...rest] = stack
  if (operator === 'not') return [{ condition: { kind: 'not', of: right.condition } }, ...stack.slice(1)]
  return [{ condition: compared(operator, left, right) }, ...rest]
}

const compared = (operator: string, left: Operand, right: Operand): Condition => {
  switch (operator) {
    case 'and':
    case 'or':
      return { kind: operator, of: [left.condition, right.condition] }
    case '==':
      return equality(left, right)
    case '!=':
      return { kind: 'not', of: equality(left, right) }
    case 'contains':
      return left.path && right.constant === 'something' ? { kind: 'has', path: left.path } : any
    default:
      return any
  }
}

const equality = (left: Operand, right: Operand): Condition => {
  const path = left.path ?? right.path
  const constant = left.constant ?? right.constant
  if (!path || !constant) return any
  const has: Condition = { kind: 'has', path }
  return constant === 'something' ? has : { kind: 'not', of: has }
}

const readOperand = (token: Token, walk: Walk): Operand => {
  if (TypeGuards.isPropertyAccessToken(token)) {
    const path = readPath(token, walk)
    return { condition: { kind: 'has', path }, path }
  }
  if (TypeGuards.isNumberToken(token)) return { condition: any, constant: 'something' }
  if (TypeGuards.isQuotedToken(token)) {
    return { condition: any, ...(token.content.trim() !== '' && { constant: 'something' }) }
  }
  if (!TypeGuards.isLiteralToken(token)) {
    throw new MistakeError('Only variables, numbers and words in quotes can stand here.', placeOf(token))
  }
  return { condition: any, ...(['nil', 'null', 'blank'].includes(token.literal) && { constant: 'nothing' }) }
}

type PropertyAccess = Extract<Parameters<typeof readOperand>[0], Token> & {
  variable: Token | undefined
  props: Token[]
}

/** The variable that is named. Names that are only known when it is rendered cannot be judged. */
const readPath = (token: Token, walk: Walk): Path => {
  const { variable, props } = token as PropertyAccess
  const at = placeOf(token)
  const path = props.map((step) => {
    const named = TypeGuards.isWordToken(step) || TypeGuards.isQuotedToken(step)
    if (variable || !named) throw new MistakeError('Write the name of the variable in full.', at)
    return step.content
  })
  walk.variables.push({ path, at })
  return path
}

/** What is put into the text, or into a filter. `nil`, `blank` and `empty` are there to compare with, and have no words. */
const readWord = (token: Token, walk: Walk): Operand => {
  if (TypeGuards.isLiteralToken(token) && !['true', 'false'].includes(token.literal)) {
    throw new MistakeError(`${token.literal} has no words: it can only be compared with.`, placeOf(token))
  }
  return readOperand(token, walk)
}

type Argument = Value['filters'][number]['args'][number]

/** `| default: x` has x, `| default: x, allow_false: true` a named one, too. */
const readArgument = (argument: Argument, walk: Walk): Operand => {
  const token = Array.isArray(argument) ? argument[1] : argument
  return token ? readWord(token, walk) : unjudged
}

/** Groups of variables of which one must have a value, so that the text has no hole. */
export const needsOf = ({ initial, filters }: Value, walk: Walk = { variables: [], depth: 0 }): Path[][] => {
  const [first, ...more] = initial.postfix
  const operator = more.find((token) => TypeGuards.isOperatorToken(token))
  if (operator) throw new MistakeError('A comparison has no words: put it into an if.', placeOf(operator))
  const only = first && readWord(first, walk)
  let value = only?.path ? [only.path] : undefined
  let isKept = true
  const others: Path[][] = []
  for (const { name, args } of filters) {
    const [first, ...more] = args.map((argument) => readArgument(argument, walk))
    const replaces = name === 'default' && isKept && value !== undefined
    if (replaces && first?.constant === 'something') value = undefined
    else if (replaces && first?.path) value?.push(first.path)
    else if (first?.path) others.push([first.path])
    others.push(...more.flatMap(({ path }) => (path ? [[path]] : [])))
    if (name !== 'default') isKept &&= keepEmpty.has(name)
  }
  return value ? [value, ...others] : others
}

const placeOf = (token: Token): Place => {
  const [line, column] = token.getPosition()
  return { line: line ?? 1, column: column ?? 1 }
}
