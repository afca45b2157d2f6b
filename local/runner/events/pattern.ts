/** An event pattern of EventBridge: lists of alternatives at the leaves. */
export type Pattern = { [key: string]: unknown }

/**
 * Whether an event fits a pattern. Throws an Error that names a way of matching which is not understood.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const matches = (pattern: Pattern, event: unknown): boolean =>
  Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as Pattern[]).some((alternative) => matches(alternative, event))
    const actual = isObject(event) ? event[key] : undefined
    if (Array.isArray(expected)) return expected.some((alternative) => fits(alternative, actual))
    return matches(expected as Pattern, actual)
  })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An event's list fits when one of its items does. */
const fits = (expected: unknown, actual: unknown): boolean => {
  if (isObject(expected) && 'exists' in expected) return expected.exists === (actual !== undefined)
  if (Array.isArray(actual)) return actual.some((item) => fits(expected, item))
  if (!isObject(expected)) return expected === actual
  return Object.entries(expected).every(([operator, argument]) => {
    const known = operators[operator]
    if (!known) throw new Error(`The event pattern operator "${operator}" is not understood locally.`)
    return known(argument, actual)
  })
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
