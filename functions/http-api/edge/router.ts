import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyResultV2 } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import { type OperationName, operations } from '#contract/api/operations.ts'
import { notFound } from '#domain/error.ts'
import { routes } from '../resources/routes.ts'
import { problems } from './problem.ts'
import { serve } from './route.ts'

type Event = APIGatewayProxyEventV2WithJWTAuthorizer

const names = Object.keys(operations) as OperationName[]

/** The HTTP API: API Gateway has checked the token, everything else is in the contract's operations. */
export const createHandler = (app: BaseApp) =>
  middy<Event, APIGatewayProxyResultV2>()
    .use(problems(app.log))
    .handler(
      httpRouter<Event, APIGatewayProxyResultV2>({
        routes: names.map((name) => ({
          method: operations[name].method,
          path: operations[name].path,
          handler: serve(app, name, routes[name] as never),
        })),
        notFoundResponse: () => {
          throw notFound('resource')
        },
      }),
    )
