import { errorFacts } from '#adapters/log.ts'
import { type ErrorCode, errorStatus } from '#contract/api/error-codes.ts'
import type { Log } from '#domain/app.ts'
import { ConflictError, DomainError } from '#domain/error.ts'

export type Response = { statusCode: number; headers: Record<string, string>; body: string }

/** What is known of a request that was refused. Nothing that anybody wrote. */
export type RequestFacts = { requestId: string; operation?: string; workspace?: string; principal?: string }

/** Makes a problem document of an error, and a line in the log; what nobody expected is told there with its place. */
export const refuse = (log: Log, error: unknown, facts: RequestFacts): Response => {
  const response = problemResponse(error, facts.requestId)
  if (response.statusCode >= 500) log.error('a request failed', { ...facts, ...errorFacts(error) })
  else logRefusal(log, response, facts)
  return response
}

/** One line for each request that was refused, repeated refusals included. */
export const logRefusal = (log: Log, { statusCode: status, body }: Response, facts: RequestFacts): void => {
  const { code } = JSON.parse(body) as { code: ErrorCode }
  log.info('a request was refused', { ...facts, status, code })
}

/** RFC 9457. Anything that is not a DomainError is a bug or an outage: a 500 that tells no more than its request id. */
export const problemResponse = (error: unknown, requestId: string): Response => {
  const { code, detail, extra } = describe(error)
  const status = errorStatus[code]
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...headersOf(code, extra),
    },
    body: JSON.stringify({
      type: `urn:parley:problem:${code}`,
      title: titleOf(code),
      status,
      code,
      detail,
      ...extra,
      request_id: requestId,
      retryable: isRetryable(error),
    }),
  }
}

/** Whether the same request may succeed a moment later. */
export const isRetryable = (error: unknown): boolean => {
  const { code } = describe(error)
  const status = errorStatus[code]
  return status >= 500 || status === 429 || code === 'conflict' || code === 'request_in_progress'
}

type Described = { code: ErrorCode; detail: string; extra?: Record<string, unknown> }

const describe = (error: unknown): Described => {
  if (error instanceof DomainError) return { code: error.code, detail: error.message, extra: error.extra }
  if (error instanceof ConflictError)
    return { code: 'conflict', detail: 'Others were changing the same thing. Try again.' }
  return { code: 'internal_error', detail: 'Something went wrong on our side.' }
}

const headersOf = (code: ErrorCode, extra: Described['extra']): Record<string, string> => {
  switch (code) {
    case 'unauthorized':
      return { 'www-authenticate': 'Bearer error="invalid_token"' }
    case 'method_not_allowed':
      return { allow: [extra?.allow].flat().join(', ') }
    case 'rate_limited':
    case 'request_in_progress':
      return { 'retry-after': '1' }
    default:
      return {}
  }
}

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
