import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda'
import * as z from 'zod/mini'
import type { BaseApp } from '#adapters/app.ts'
import { wellFormed } from '#adapters/well-formed.ts'
import { type Operation, type Schema, type Shape, scopesOf } from '#contract/api/operation.ts'
import { once } from '#contract/once.ts'
import { admitPrincipal, type Token } from '#domain/agents/admit-principal.ts'
import { type Principal, requireAdmin, requireScope } from '#domain/agents/principal.ts'
import { DomainError, notFound } from '#domain/error.ts'
import type { SeenVersions } from '#domain/seen-versions.ts'
import { requestBody } from '../../edge/request-body.ts'
import { authenticate } from './authenticate.ts'
import { isCreated } from './created.ts'
import { cursorsOfList } from './cursors-of-list.ts'
import { etagOf, readIfMatch } from './etag.ts'
import { explain, mistakesIn } from './explain-issue.ts'
import { answerOnce, nameOf, readIdempotencyKey } from './idempotency.ts'
import { logRefusal, type RequestFacts, type Response, refuse } from './problem.ts'
import { readJson } from './read-json.ts'

type Parsed<O, Key extends string> = O extends { [K in Key]: infer S extends Schema } ? Shape<S> : undefined

type RequestOf<O, A = BaseApp> = {
  app: A
  principal: Principal
  params: Parsed<O, 'params'>
  query: Parsed<O, 'query'>
  body: Parsed<O, 'body'>
  /** Names the request: the same when it comes again under its Idempotency-Key. */
  name: string
  /** The versions that an edit was made from, by its If-Match. */
  seen: SeenVersions
}

/** What answers each operation: the contract's shapes in, the contract's shape out. */
export type Routes<O extends Record<string, Operation>, A extends BaseApp = BaseApp> = {
  [Name in keyof O]: (request: RequestOf<O[Name], A>) => Promise<Shape<O[Name]['response']>>
}

type Event = APIGatewayProxyEventV2WithJWTAuthorizer
export type AnyRoute = (request: RequestOf<never>) => Promise<unknown>

/** One operation of the contract behind API Gateway. Whatever is refused becomes a problem document and a line in the log. */
export const serve = (app: BaseApp, name: string, operation: Operation, route: AnyRoute) => {
  const answer = createAnswer(app, operation, route)
  return async (received: Event, { awsRequestId: requestId }: Context): Promise<Response> => {
    // Paths, queries, headers and claims are texts from outside as much as bodies are.
    const event = wellFormed(received)
    const facts: RequestFacts = { operation: name, requestId, ...principalFacts(event) }
    const response = await answer(event, requestId).then(
      (response) => {
        if (response.statusCode >= 400) logRefusal(app.log, response, facts)
        return response
      },
      (error) => refuse(app.log, error, facts),
    )
    return { ...response, headers: { ...response.headers, 'x-request-id': requestId } }
  }
}

/**
 * Parse -> one use case -> respond. Who may not call the operation is refused before anything is parsed, and before an
 * earlier answer is repeated to them. Throws what becomes a problem.
 */
export const createAnswer = (app: BaseApp, operation: Operation, route: AnyRoute) => {
  const schemas = once(() => schemasOf(operation))
  return async (event: Event, requestId: string): Promise<Response> => {
    const { claims } = event.requestContext.authorizer.jwt
    const principal = await admitPrincipal(app, authenticate(claims), tokenOf(event))
    requireRights(principal, operation)
    const key = readIdempotencyKey(operation, event.headers)
    const request = {
      principal,
      name: key === undefined ? requestId : nameOf(principal, key),
      ...parseEvent(schemas(), event),
      seen: readIfMatch(operation, event.headers),
    }
    const list = { operation: operation.path, params: request.params, query: request.query as object }
    const cursors = cursorsOfList(app.cursors, list)
    const answer = async (app: BaseApp) =>
      respond(operation, await route({ ...request, app: { ...app, cursors } } as RequestOf<never>))
    if (key === undefined) return answer(app)
    return answerOnce(app, { key, event, requestId, principal }, answer)
  }
}

/** API Gateway hands the token on with the claims that it found in it. */
const tokenOf = ({ headers, requestContext }: Event): Token => {
  const { iat, username } = requestContext.authorizer.jwt.claims
  return {
    text: headers.authorization?.replace(/^Bearer\s+/i, '') ?? '',
    issuedAt: Number(iat ?? 0) * 1000,
    username: String(username ?? ''),
  }
}

const principalFacts = (event: Event): Pick<RequestFacts, 'workspace' | 'principal'> => {
  try {
    const { workspace, id } = authenticate(event.requestContext.authorizer.jwt.claims)
    return { workspace, principal: id }
  } catch {
    return {}
  }
}

const requireRights = (principal: Principal, operation: Operation): void => {
  const scopes = scopesOf(operation)
  if (scopes.length > 0) requireScope(principal, ...scopes)
  if (operation.role === 'admin' && principal.kind === 'agent') requireAdmin(principal)
}

const schemasOf = ({ params, query, body }: Operation) => ({
  params: params?.(),
  query: z.catchall(query?.() ?? z.object({}), z.never()),
  body: body?.(),
})

const parseEvent = ({ params, query, body }: ReturnType<typeof schemasOf>, event: Event) => ({
  params: params && parseParams(params, event.pathParameters ?? {}),
  query: parse(query, event.queryStringParameters ?? {}),
  body: body && parse(body, readJson(requestBody(event))),
})

/** An id that cannot be one is an id of nothing. */
const parseParams = (schema: z.ZodMiniType, params: unknown): unknown => {
  const parsed = z.safeParse(schema, params)
  if (!parsed.success) throw notFound('resource')
  return parsed.data
}

const parse = (schema: z.ZodMiniType, value: unknown): unknown => {
  const parsed = z.safeParse(schema, value, { error: explain })
  if (parsed.success) return parsed.data
  throw new DomainError('validation_failed', 'The request has invalid fields.', {
    ...mistakesIn(parsed.error.issues),
  })
}

/** A JSON answer, or a file, with its version as ETag where it has one. */
const respond = ({ status, contentType }: Operation, body: unknown): Response => ({
  statusCode: isCreated(body) ? 201 : status,
  headers: {
    'content-type': contentType ?? 'application/json',
    'cache-control': 'no-store',
    ...etagOf(body),
  },
  body: bodyOf(contentType, body),
})

const bodyOf = (contentType: Operation['contentType'], body: unknown): string => {
  if (body === undefined) return ''
  return contentType ? String(body) : JSON.stringify(body)
}
