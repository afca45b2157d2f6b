import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyResultV2 } from 'aws-lambda'
import { errorFacts } from '#adapters/log.ts'
import { type ErrorCode, errorStatus } from '#contract/api/error-codes.ts'
import type { Log } from '#domain/app.ts'
import { ConflictError, DomainError } from '#domain/error.ts'

export type Response = { statusCode: number; headers: Record<string, string>; body: string }

/** Every error leaves as a problem document; what nobody expected is logged with its request id. */
export const problems = (log: Log): MiddlewareObj<unknown, APIGatewayProxyResultV2> => ({
  onError: (request) => {
    const requestId = request.context.awsRequestId
    const response = problemResponse(request.error, requestId)
    if (response.statusCode >= 500) log.error('a request failed', { requestId, ...errorFacts(request.error) })
    request.response = response
  },
})

/** RFC 9457. Anything that is not a DomainError is a bug or an outage: a 500 that tells no more than its request id. */
export const problemResponse = (error: unknown, requestId: string): Response => {
  const { code, detail, extra } = describe(error)
  const status = errorStatus[code]
  const retryAfter: Record<string, string> =
    code === 'rate_limited' || code === 'request_in_progress' ? { 'retry-after': '1' } : {}
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...retryAfter },
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
    return { code: 'conflict', detail: 'Others were changing the same thing: try again.' }
  return { code: 'internal_error', detail: 'Something went wrong on our side.' }
}

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
