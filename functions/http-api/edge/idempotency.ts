import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import type { Operation } from '#contract/api/operation.ts'
import { idempotencyKey } from '#contract/api/shapes.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { DomainError } from '#domain/error.ts'
import { bindsKey } from '#domain/idempotency/binds-key.ts'
import type { Answer, RequestFacts } from '#domain/idempotency/keyed-request.ts'
import { type Served, serveOnce } from '#domain/idempotency/serve-once.ts'
import { requestBody } from '../../edge/request-body.ts'
import { isRetryable, problemResponse, type Response } from './problem.ts'

type Request = {
  key: string
  event: APIGatewayProxyEventV2WithJWTAuthorizer
  requestId: string
  principal: Principal
}

/**
 * Answers a request that has an Idempotency-Key: it is served once, and its answer is repeated for a day (Stripe;
 * draft-ietf-httpapi-idempotency-key-header). A refusal that time or a correction may mend is not kept. Throws
 * `idempotency_key_reused`, `request_in_progress`.
 */
export const answerOnce = async (
  app: BaseApp,
  request: Request,
  answer: (app: BaseApp) => Promise<Response>,
): Promise<Response> => {
  const served = await serveOnce(app, factsOf(request), async (gathering) =>
    pack(await answer(gathering).catch((error) => refusal(error, request.requestId))),
  )
  return unpack(served)
}

/** The same whenever a request of the principal comes with the key: 22 characters that fit anywhere. */
export const nameOf = ({ workspace, id }: Principal, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([workspace, id, key]))
    .digest('base64url')
    .slice(0, 22)

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

/**
 * A retry is the same request byte by byte. The scopes are part of it: a program that may do less is not told what the
 * same program did with more.
 */
const factsOf = ({ key, event, principal }: Request): RequestFacts => {
  const { method } = event.requestContext.http
  const scopes = principal.kind === 'program' ? principal.scopes.toSorted() : []
  const asked = JSON.stringify([method, event.rawPath, event.rawQueryString, scopes])
  const fingerprint = createHash('sha256').update(asked).update(requestBody(event)).digest('base64url')
  return { workspace: principal.workspace, principal: principal.id, key, fingerprint }
}

const refusal = (error: unknown, requestId: string): Response => {
  if (!(error instanceof DomainError) || isRetryable(error) || !bindsKey(error.code)) throw error
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
