import { expect, test } from 'vitest'
import { createPublicHandler, type PublicEvent, type Surface } from '../../../functions/public-api/router.ts'

const lines: unknown[] = []
const log = {
  info: () => {},
  warn: () => {},
  error: (message: string, facts?: object) => lines.push({ message, ...facts }),
}
const surface: Surface = {
  method: 'GET',
  path: '/open/{name}',
  answer: async ({ pathParameters }) => {
    if (pathParameters?.name === 'broken') throw new TypeError('broken')
    return { statusCode: 200, headers: {}, body: pathParameters?.name ?? '' }
  },
}
const ask = (path: string, method = 'GET') =>
  createPublicHandler(log, [surface])(
    {
      version: '2.0',
      routeKey: 'GET /open/{name}',
      rawPath: path,
      requestContext: { http: { method, path } },
    } as PublicEvent,
    { awsRequestId: 'request-1' } as never,
  )

test('a surface answers its path, with the variable steps of it well-formed', async () => {
  expect(await ask('/open/door')).toMatchObject({ statusCode: 200, body: 'door' })
})

test.each([
  ['/open', 'GET'],
  ['/other', 'GET'],
  ['/open/door', 'POST'],
])('%s by %s gets the one answer for what is not there, which nobody keeps', async (path, method) => {
  expect(await ask(path, method)).toEqual({
    statusCode: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: 'There is nothing here.',
  })
})

test('a failure is a 500 without its words, and the log has its route, never its path', async () => {
  expect(await ask('/open/broken')).toMatchObject({
    statusCode: 500,
    body: expect.not.stringContaining('broken'),
  })
  expect(lines).toMatchObject([{ requestId: 'request-1', route: 'GET /open/{name}', error: 'TypeError' }])
  expect(JSON.stringify(lines)).not.toContain('/open/broken')
})
