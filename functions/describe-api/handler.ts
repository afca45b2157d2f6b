import type { APIGatewayProxyResultV2 } from 'aws-lambda'
import { openApiDocument } from '#contract/document/document.ts'
import { once } from '#contract/once.ts'

const describe = once(() => JSON.stringify(openApiDocument()))

/** The OpenAPI document, for everybody: a function of its own, which may not do anything. */
export const handler = async (): Promise<APIGatewayProxyResultV2> => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
  body: describe(),
})
