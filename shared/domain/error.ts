import type { ErrorCode } from '#contract/api/error-codes.ts'

/**
 * The one error that use cases throw. `detail` is for people; `extra` travels in the problem document
 * (ids and addresses of fields only, never a body or a phone).
 */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly extra: Record<string, unknown>

  constructor(code: ErrorCode, detail: string, extra: Record<string, unknown> = {}) {
    super(detail)
    this.name = 'DomainError'
    this.code = code
    this.extra = extra
  }
}

/**
 * A conditional write lost a race: load again and decide again. `kinds` are the records that somebody else had written;
 * empty where two writers only met and neither is known to have won.
 */
export class ConflictError extends Error {
  readonly kinds: string[]

  constructor(kinds: string[]) {
    super(`Lost a race on ${kinds.join(', ') || 'a record that is being written'}`)
    this.name = 'ConflictError'
    this.kinds = kinds
  }
}

/**
 * A failure that no request brought about. Its words are constant; what it is about this time stands in `facts` (codes,
 * counts, ids, never a body or a phone), and the log tells both.
 */
export class ExplainedError extends Error {
  readonly facts: Record<string, unknown>

  constructor(message: string, facts: Record<string, unknown>, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ExplainedError'
    this.facts = facts
  }
}

export const notFound = (what: string) => new DomainError('not_found', `There is no such ${what}.`)
