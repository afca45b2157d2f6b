import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import { type OperationName, operations } from '#contract/api/operations.ts'
import { serve } from '../../functions/http-api/edge/route.ts'
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
  const claims = { sub: '0000-test', username: 'admin', 'cognito:groups': `[${groups.join(' ')}]` }
  const event = {
    headers: { 'if-match': ifMatch, 'idempotency-key': key },
    rawPath: operations[name].path,
    rawQueryString: '',
    pathParameters: id === undefined ? undefined : { id },
    queryStringParameters: query,
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
    requestContext: { authorizer: { jwt: { claims } }, http: { method: operations[name].method } },
  } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer
  const answer = await serve(app, name, routes[name] as never)(event, { awsRequestId: 'r1' } as Context)
  return { status: answer.statusCode, headers: answer.headers, body: answer.body && JSON.parse(answer.body) }
}
