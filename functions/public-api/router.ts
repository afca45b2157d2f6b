import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { errorFacts } from '#adapters/log.ts'
import { wellFormed } from '#adapters/well-formed.ts'
import type { Log } from '#domain/app.ts'

/** What API Gateway hands on. Headers are those that lib/constructs/portal-site.ts lets through. */
export type PublicEvent = APIGatewayProxyEventV2
export type PublicAnswer = {
  statusCode: number
  headers: Record<string, string>
  body: string
  cookies?: string[]
  isBase64Encoded?: boolean
}

/** One path that is open, with `{names}` for its variable steps, and what answers it. */
export type Surface = {
  method: 'GET' | 'POST' | 'OPTIONS'
  path: string
  answer(event: PublicEvent): Promise<PublicAnswer>
}

/**
 * Answers people without a token. A path that is none gets the one same answer as whatever a surface does not want to be seen.
 * A failure is told to the log with its route alone, since paths open things.
 */
export const createPublicHandler = (log: Log, surfaces: Surface[]) =>
  middy<PublicEvent, PublicAnswer>()
    .use({
      onError: (request) => {
        const { event, error, context } = request
        log.error('a public request failed', {
          ...{ requestId: context.awsRequestId, route: event.routeKey },
          ...errorFacts(error),
        })
        request.response = failed
      },
    })
    .handler(
      httpRouter<PublicEvent, PublicAnswer>({
        routes: surfaces.map(({ method, path, answer }) => ({
          method,
          path,
          handler: (event: PublicEvent) => answer(wellFormed(event)),
        })),
        notFoundResponse: () => nothingHere,
      }),
    )

const text = (statusCode: number, body: string): PublicAnswer => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

export const nothingHere = text(404, 'There is nothing here.')
const failed = text(500, 'Something went wrong on our side. Please try again.')
