import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyResultV2 } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import type { Operation } from '#contract/api/operation.ts'
import { DomainError, notFound } from '#domain/error.ts'
import { refuse } from './problem.ts'
import { type AnyRoute, type Routes, serve } from './route.ts'

type Event = APIGatewayProxyEventV2WithJWTAuthorizer

/** Answers some operations of the contract: API Gateway has checked the token, everything else is in the operations. */
export const createHandler = <O extends Record<string, Operation>, A extends BaseApp>(
  app: A,
  operations: O,
  routes: Routes<O, A>,
) =>
  middy<Event, APIGatewayProxyResultV2>()
    .use({
      onError: (request) => {
        request.response = refuse(app.log, request.error, { requestId: request.context.awsRequestId })
      },
    })
    .handler(
      httpRouter<Event, APIGatewayProxyResultV2>({
        routes: Object.entries<Operation>(operations).map(([name, operation]) => ({
          method: operation.method,
          path: operation.path,
          handler: serve(app, name, operation, routes[name] as AnyRoute),
        })),
        notFoundResponse: ({ path }) => {
          throw noSuchRoute(operations, path)
        },
      }),
    )

/** A path that has other methods is told apart from one that does not exist (RFC 9110, 15.5.6). */
const noSuchRoute = (operations: Record<string, Operation>, path: string): DomainError => {
  const fitting = Object.values(operations).filter((operation) =>
    new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  // A file and what it is made of fit the same path.
  const allow = [...new Set(fitting.map(({ method }) => method))]
  if (allow.length === 0) return notFound('resource')
  return new DomainError('method_not_allowed', `This resource has ${allow.join(', ')} only.`, { allow })
}
