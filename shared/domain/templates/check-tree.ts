import type { TemplateContent } from './template.ts'
import {
  type Condition,
  nameOf,
  type Path,
  type Piece,
  type TemplateMistake,
  type TemplateTree,
} from './template-tree.ts'
import { mayBeEmpty, variableNames } from './variables.ts'

/** What is wrong with a template that can be read: variables that do not exist, and values that may leave a hole. */
export const checkTree = (
  { variables, pieces }: TemplateTree,
  content: Pick<TemplateContent, 'use' | 'inputs'>,
): TemplateMistake[] => {
  const unknown = variables
    .filter(({ path }) => mayBeEmpty(path, content) === undefined)
    .map(({ path, at }) => ({ detail: explainUnknown(path, content), ...at }))
  return unknown.length > 0 ? unknown : holesIn(pieces, content, new Set())
}

const explainUnknown = (path: Path, { inputs }: Pick<TemplateContent, 'inputs'>): string => {
  const names = [...variableNames, ...inputs.map(({ name }) => `input.${name}`)].join(', ')
  return `There is no variable ${nameOf(path)}. There are ${names}.`
}

/** `present`: the names of variables that have a value wherever these pieces are shown. */
const holesIn = (
  pieces: Piece[],
  content: Pick<TemplateContent, 'use' | 'inputs'>,
  present: Set<string>,
): TemplateMistake[] =>
  pieces.flatMap((piece) => {
    if (piece.kind === 'choice') return holesInChoice(piece, content, present)
    const isThere = (path: Path) => present.has(nameOf(path)) || mayBeEmpty(path, content) === false
    return piece.needs
      .filter((paths) => !paths.some(isThere))
      .map(([path = []]) => ({ detail: explainHole(path), ...piece.at }))
  })

/** A branch is shown where its condition is true and those before it are false. */
const holesInChoice = (
  { branches, otherwise }: Extract<Piece, { kind: 'choice' }>,
  content: Pick<TemplateContent, 'use' | 'inputs'>,
  present: Set<string>,
): TemplateMistake[] => {
  let before = present
  const holes = branches.flatMap(({ when, shown }) => {
    const { ifTrue, ifFalse } = impliedBy(when)
    const found = holesIn(shown, content, union(before, ifTrue))
    before = union(before, ifFalse)
    return found
  })
  return [...holes, ...holesIn(otherwise, content, before)]
}

const explainHole = (path: Path): string => {
  const name = nameOf(path)
  return `${name} may be empty: write {{ ${name} | default: "…" }}, or put it between {% if ${name} %} and {% endif %}.`
}

/** Which variables have a value where a condition is true, and where it is false. */
const impliedBy = (condition: Condition): { ifTrue: Set<string>; ifFalse: Set<string> } => {
  switch (condition.kind) {
    case 'has':
      return { ifTrue: new Set([nameOf(condition.path)]), ifFalse: new Set() }
    case 'not': {
      const { ifTrue, ifFalse } = impliedBy(condition.of)
      return { ifTrue: ifFalse, ifFalse: ifTrue }
    }
    case 'and':
    case 'or':
      return combined(condition.kind, condition.of)
    default:
      return { ifTrue: new Set(), ifFalse: new Set() }
  }
}

/** Both are true for `and`, and both false for `or`; in the other case it is known only that one of the two is. */
const combined = (kind: 'and' | 'or', of: [Condition, Condition]) => {
  const [one, other] = [impliedBy(of[0]), impliedBy(of[1])]
  return kind === 'and'
    ? { ifTrue: union(one.ifTrue, other.ifTrue), ifFalse: common(one.ifFalse, other.ifFalse) }
    : { ifTrue: common(one.ifTrue, other.ifTrue), ifFalse: union(one.ifFalse, other.ifFalse) }
}

const union = (one: Set<string>, other: Set<string>): Set<string> => new Set([...one, ...other])

const common = (one: Set<string>, other: Set<string>): Set<string> =>
  new Set([...one].filter((name) => other.has(name)))
