import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import type { Operation } from '#contract/api/operation.ts'
import { idempotencyKey } from '#contract/api/shapes.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { DomainError } from '#domain/error.ts'
import type { Answer, RequestFacts } from '#domain/idempotency/keyed-request.ts'
import { type Served, serveOnce } from '#domain/idempotency/serve-once.ts'
import { isRetryable, problemResponse, type Response } from './problem.ts'

type Request = {
  key: string
  event: APIGatewayProxyEventV2WithJWTAuthorizer
  requestId: string
  principal: Principal
  /** The body as it was understood: the same request may be written in more than one way. */
  body: unknown
}

/**
 * Answers a request that has an Idempotency-Key: it is served once, and its answer repeated for a day, refusals
 * included (Stripe; draft-ietf-httpapi-idempotency-key-header). What may go better the next time is not kept. Throws `idempotency_key_reused`, `request_in_progress`.
 */
export const answerOnce = async (
  app: BaseApp,
  request: Request,
  answer: (app: BaseApp) => Promise<Response>,
): Promise<Response> => {
  const served = await serveOnce(app, factsOf(request), async (held) =>
    pack(await answer(held).catch((error) => refusal(error, request.requestId))),
  )
  return unpack(served)
}

/** Every POST may have one. Throws `validation_failed` for what is none. */
export const readIdempotencyKey = (
  { method }: Operation,
  headers: Record<string, string | undefined>,
): string | undefined => {
  const header = headers['idempotency-key']
  if (method !== 'POST' || header === undefined) return undefined
  const parsed = idempotencyKey.safeParse(header.trim())
  if (parsed.success) return parsed.data
  const detail = 'An Idempotency-Key has 1 to 255 characters.'
  throw new DomainError('validation_failed', detail, { errors: [{ path: 'idempotency-key', detail }] })
}

const factsOf = ({ key, event, principal, body }: Request): RequestFacts => {
  const { method } = event.requestContext.http
  const asked = JSON.stringify([method, event.rawPath, event.rawQueryString, body])
  const fingerprint = createHash('sha256').update(asked).digest('base64url')
  return { workspace: principal.workspace, principal: principal.id, key, fingerprint }
}

const refusal = (error: unknown, requestId: string): Response => {
  if (!(error instanceof DomainError) || isRetryable(error)) throw error
  return problemResponse(error, requestId)
}

/** Packed, a message and its conversation take one write unit less. */
const pack = ({ statusCode, headers, body }: Response): Answer => ({
  status: statusCode,
  headers,
  body: deflateRawSync(body),
})

const unpack = ({ answer, replayed }: Served): Response => ({
  statusCode: answer.status,
  headers: { ...answer.headers, ...(replayed && { 'idempotent-replayed': 'true' }) },
  body: inflateRawSync(answer.body).toString(),
})
