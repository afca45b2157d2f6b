import { expect, test } from 'vitest'
import { ConflictError, DomainError } from '#domain/error.ts'
import { isRetryable } from '../../../functions/http-api/edge/problem.ts'

test.each([
  [new DomainError('request_in_progress', 'Being served.'), true],
  [new DomainError('rate_limited', 'Too many.'), true],
  [new ConflictError(['thread']), true],
  [new Error('a fault'), true],
  [new DomainError('validation_failed', 'Invalid.'), false],
  [new DomainError('recipient_opted_out', 'Opted out.'), false],
  [new DomainError('precondition_failed', 'Edited.'), false],
])('whether the same request may succeed a moment later: %s', (error, retryable) => {
  expect(isRetryable(error)).toBe(retryable)
})
