import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import type { Operation } from '#contract/api/operation.ts'
import { type OperationName, operations } from '#contract/api/operations.ts'
import { createAnswer } from '../../functions/http-api/edge/route.ts'
import { routes } from '../../functions/http-api/resources/routes.ts'
import { workspace } from './fake-app.ts'

type Call = {
  /** The groups of who asks; an admin unless told. */
  groups?: string[]
  id?: string
  query?: Record<string, string | undefined>
  body?: unknown
  /** The body as it is sent, instead of `body`. */
  text?: string
  ifMatch?: string
  /** An Idempotency-Key. */
  key?: string
}

/** What the API answers to one call of an operation, as API Gateway would hand it on. Throws what becomes a problem. */
export const callApi = async (app: BaseApp, name: OperationName, call: Call = {}) => {
  const { groups = [workspace, `${workspace}.admin`], id, query, body, text, ifMatch, key } = call
  const operation: Operation = operations[name]
  const groupClaim = `[${groups.join(' ')}]`
  const claims = { token_use: 'access', sub: '0000-test', username: 'admin', 'cognito:groups': groupClaim }
  const event = {
    headers: { 'if-match': ifMatch, 'idempotency-key': key },
    rawPath: operation.path,
    rawQueryString: '',
    pathParameters: id === undefined ? undefined : { id },
    queryStringParameters: query,
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
    requestContext: { authorizer: { jwt: { claims } }, http: { method: operation.method } },
  } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer
  const answer = await createAnswer(app, operation, routes[name] as never)(event, 'r1')
  return { status: answer.statusCode, headers: answer.headers, body: answer.body && JSON.parse(answer.body) }
}
