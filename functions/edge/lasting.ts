import { errorFacts } from '#adapters/log.ts'

/** Errors that come from the program or from what it works on, where coming again ends no outage. */
const lastingNames = [
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  '$ZodError',
  'UnfitRecordError',
  'ValidationException',
  'SerializationException',
]

/** What DynamoDB says of one write of a transaction that it will never take. */
const lastingReasons = ['ValidationError', 'ItemCollectionSizeLimitExceeded']

type Said = { name?: unknown; CancellationReasons?: { Code?: string }[] }

/** Whether the same work would fail in the same way at any time, until somebody mends what is wrong. */
export const isLasting = (error: unknown): boolean => {
  const { name, CancellationReasons = [] } = (error ?? {}) as Said
  return (
    lastingNames.includes(String(name)) ||
    CancellationReasons.some(({ Code = '' }) => lastingReasons.includes(Code))
  )
}

export const nobodyHasNumber = 'No workspace has the number, or it belongs to another account.'

/** The names of errors and the paths of fields, for people. Like the log it holds no word of what was written. */
export const explainFailure = (error: unknown): string => {
  const { error: name, code, issues } = errorFacts(error)
  const places = (issues ?? []) as { path: string; code?: string }[]
  return [name, code, ...places.map(({ path, code: what }) => `${path || 'all of it'}: ${what}`)]
    .filter((word) => word !== undefined)
    .join(', ')
}
