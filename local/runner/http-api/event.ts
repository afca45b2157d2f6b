import { randomUUID } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import type { Request } from '../core/http.ts'
import { decode, type Match } from './routes.ts'

/** What a token says, as a function gets it: every claim is a text. */
export type JwtContext = { claims: Record<string, string>; scopes: string[] | null }

type Facts = { apiId: string; stage: string; clock: Clock; jwt?: JwtContext; account: string }

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, format 2.0 */
export const toEvent = (request: Request, match: Match<unknown>, facts: Facts) => {
  const { method, url, headers, body } = request
  const { cookie, ...others } = headers
  const rawPath = decode(url.pathname)
  const query = joinRepeated(url.searchParams)
  const isText = isTextual(headers['content-type'])
  const { pathParameters } = match
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString: url.search.slice(1),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)])),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: facts.account,
      apiId: facts.apiId,
      ...(facts.jwt && { authorizer: { jwt: facts.jwt } }),
      domainName: url.host,
      domainPrefix: facts.apiId,
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.raw.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: facts.stage,
      time: toCommonLogTime(new Date(facts.clock.now())),
      timeEpoch: facts.clock.now(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

const joinRepeated = (parameters: URLSearchParams) =>
  Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]))

/** Everything else is handed over as base64, forms included. */
const isTextual = (contentType = 'text/plain') =>
  /^(text\/|application\/(json|javascript|xml)\b)/i.test(contentType.trim())

/** `22/Nov/2026:10:04:05 +0000` */
const toCommonLogTime = (date: Date) => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}
