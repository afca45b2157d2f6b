import type * as z from 'zod/mini'

/** What is wrong with a field, as a sentence. Where a schema has a sentence of its own, that one is said instead. */
export const explain = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'This is required.' : `This must be ${nameOf(issue.expected)}.`
    case 'invalid_value':
      return `This must be ${oneOf(issue.values)}.`
    case 'invalid_union':
      return issue.options ? `This must be ${oneOf(issue.options)}.` : somehow
    case 'too_small':
      return boundOf(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum)
    case 'too_big':
      return boundOf(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum)
    case 'invalid_format':
      return formats[issue.format] ?? `This must match ${issue.pattern}.`
    case 'unrecognized_keys':
      return 'There is no such field.'
    default:
      return somehow
  }
}

type Mistake = { path: string; detail: string }

/** More would help nobody, and a request of a megabyte must not be answered with several. */
const mostErrors = 50
const longestPath = 200

/** The first mistakes of a request, and how many there are where that is not all of them. */
export const mistakesIn = (issues: z.core.$ZodIssue[]): { errors: Mistake[]; error_count?: number } => {
  const errors = issues.flatMap(detailsOf)
  const more = errors.length > mostErrors && { error_count: errors.length }
  return { errors: errors.slice(0, mostErrors), ...more }
}

/** The path of a field and what is wrong with it. Each field that does not exist has its own. */
const detailsOf = (issue: z.core.$ZodIssue): Mistake[] => {
  const names = issue.code === 'unrecognized_keys' ? issue.keys : undefined
  const paths = names ? names.map((name) => [...issue.path, name]) : [issue.path]
  return paths.map((path) => ({ path: shownPath(path), detail: issue.message }))
}

/** Names of fields may be as long as a request: what is left out is an ellipsis. */
const shownPath = (path: PropertyKey[]): string => {
  const whole = path.join('.')
  return whole.length > longestPath ? `${whole.slice(0, longestPath).toWellFormed()}…` : whole
}

const somehow = 'Not valid.'

const formats: Record<string, string> = {
  datetime: 'This must be a time as in RFC 3339, such as 2026-11-27T08:00:00Z.',
  email: 'This must be an e-mail address.',
  template_literal: 'This must be an id.',
}

const oneOf = (values: unknown): string => (Array.isArray(values) ? values.join(' or ') : String(values))

const nameOf = (expected: string): string => {
  if (expected === 'int') return 'a whole number'
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`
}

const units: Record<string, string> = { string: 'characters', array: 'entries' }

const boundOf = (origin: string, bound: string, limit: number | bigint): string => {
  const unit = units[origin]
  if (!unit) return `This must be ${bound} ${limit}.`
  if (bound === 'at least' && limit === 1) return 'This must not be empty.'
  return `This must have ${bound} ${limit} ${unit}.`
}
