import { TemplateError } from '../template/error.ts'

/** An event pattern of EventBridge: lists of alternatives at the leaves. */
export type Pattern = { [key: string]: unknown }

/** Throws a TemplateError that names a way of matching which is not understood here. */
export const checkPattern = (pattern: Pattern): void => {
  for (const [key, expected] of Object.entries(pattern)) {
    if (key === '$or') for (const alternative of expected as Pattern[]) checkPattern(alternative)
    else if (Array.isArray(expected)) expected.forEach(checkAlternative)
    else checkPattern(expected as Pattern)
  }
}

const checkAlternative = (alternative: unknown) => {
  if (!isObject(alternative)) return
  for (const [operator, argument] of Object.entries(alternative)) {
    if (operator !== 'exists' && !operators[operator])
      throw new TemplateError(`The event pattern operator "${operator}" is not understood locally.`)
    if (operator === 'anything-but') [argument].flat().forEach(checkAlternative)
  }
}

/**
 * Whether an event fits a pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const matches = (pattern: Pattern, event: unknown): boolean =>
  Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as Pattern[]).some((alternative) => matches(alternative, event))
    const actual = isObject(event) ? event[key] : undefined
    if (Array.isArray(expected)) return expected.some((alternative) => fits(alternative, actual))
    // A list of objects fits when one of them does.
    const candidates = Array.isArray(actual) && actual.length > 0 ? actual : [actual]
    return candidates.some((candidate) => matches(expected as Pattern, candidate))
  })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An event's list fits when one of its items does. */
const fits = (expected: unknown, actual: unknown): boolean => {
  // AWS looks at leaves only: an object is none.
  if (isObject(expected) && 'exists' in expected)
    return expected.exists === (actual !== undefined && !isObject(actual))
  if (Array.isArray(actual)) return actual.some((item) => fits(expected, item))
  if (!isObject(expected)) return expected === actual
  return Object.entries(expected).every(([operator, argument]) => operators[operator]?.(argument, actual))
}

const text = (test: (actual: string, argument: string) => boolean) => (argument: unknown, actual: unknown) =>
  typeof actual === 'string' && typeof argument === 'string' && test(actual, argument)

const operators: Record<string, (argument: unknown, actual: unknown) => boolean> = {
  prefix: text((actual, argument) => actual.startsWith(argument)),
  suffix: text((actual, argument) => actual.endsWith(argument)),
  'equals-ignore-case': text((actual, argument) => actual.toLowerCase() === argument.toLowerCase()),
  'anything-but': (argument, actual) => {
    const excluded = Array.isArray(argument) ? argument : [argument]
    return actual !== undefined && !excluded.some((item) => fits(item, actual))
  },
  numeric: (argument, actual) => typeof actual === 'number' && inRange(argument as unknown[], actual),
}

/** `[">", 0, "<=", 5]` */
const inRange = ([comparison, bound, ...more]: unknown[], actual: number): boolean => {
  const compare = comparisons[String(comparison)]
  if (!compare) throw new Error(`The comparison "${comparison}" is not understood locally.`)
  return compare(actual, Number(bound)) && (more.length === 0 || inRange(more, actual))
}

const comparisons: Record<string, (actual: number, bound: number) => boolean> = {
  '=': (actual, bound) => actual === bound,
  '>': (actual, bound) => actual > bound,
  '>=': (actual, bound) => actual >= bound,
  '<': (actual, bound) => actual < bound,
  '<=': (actual, bound) => actual <= bound,
}
