import type { Clock } from '../core/clock.ts'
import { type Answer, json, type Reply, type Request } from '../core/http.ts'
import { type Authorizer, authorize } from './authorize.ts'
import { type Cors, corsHeaders, preflight } from './cors.ts'
import { toEvent } from './event.ts'
import { toReply } from './response.ts'
import { findRoute, type Match, type Route } from './routes.ts'

export type Integration = { functionArn: string; timeoutMilliseconds: number }

type RouteTarget = { integration: Integration; authorizer?: Authorizer; scopes: string[] }

/** An HTTP API of the template. Its stage and routes are added as their resources are created. */
export type HttpApi = {
  id: string
  /** Where it answers on this machine. */
  url: string
  cors?: Cors
  stage: string
  routes: Route<RouteTarget>[]
}

type Run = {
  clock: Clock
  account: string
  invoke(functionArn: string, event: unknown, trigger: string): Promise<unknown>
}

/** API Gateway's limit is 10 MB, Lambda's 6 MB: what is larger never reaches a function. */
const maximumBytes = 6 * 1024 * 1024

/** Answers for the API: finds the route, checks the token, calls the function. */
export const createApiAnswer =
  (api: HttpApi, run: Run): Answer =>
  async (request) => {
    const reply = await answer(api, request, run)
    return { ...reply, headers: { ...reply.headers, ...corsHeaders(request, api.cors) } }
  }

const answer = async (api: HttpApi, request: Request, run: Run): Promise<Reply> => {
  const match = findRoute(api.routes, request.method, request.url.pathname)
  if (!match && api.cors && request.method === 'OPTIONS') return preflight(request, api.cors)
  if (!match) return json(404, { message: 'Not Found' })
  const { authorizer, scopes } = match.route.value
  const jwt = authorizer && (await authorize(authorizer, request.headers.authorization, scopes))
  if (jwt && 'status' in jwt) return jwt
  if (request.body.length > maximumBytes) return json(413, { message: 'Request Entity Too Large' })
  const event = toEvent(request, match, {
    apiId: api.id,
    stage: api.stage,
    clock: run.clock,
    jwt,
    account: run.account,
  })
  return call(match, event, run)
}

const call = async ({ route }: Match<RouteTarget>, event: unknown, { invoke }: Run): Promise<Reply> => {
  const { functionArn, timeoutMilliseconds } = route.value.integration
  const timeout = Promise.withResolvers<'late'>()
  const timer = setTimeout(timeout.resolve, timeoutMilliseconds, 'late')
  try {
    const result = await Promise.race([invoke(functionArn, event, 'a request'), timeout.promise])
    return result === 'late' ? json(503, { message: 'Service Unavailable' }) : toReply(result)
  } catch {
    return json(500, { message: 'Internal Server Error' })
  } finally {
    clearTimeout(timer)
  }
}
