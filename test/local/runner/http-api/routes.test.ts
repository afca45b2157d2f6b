import { expect, test } from 'vitest'
import { findRoute } from '../../../../local/runner/http-api/routes.ts'

const keys = [
  'GET /v1/{proxy+}',
  'ANY /v1/{proxy+}',
  'GET /v1/things',
  'GET /v1/things/{id}',
  'GET /v1/things/new',
  'ANY /v1/things/{id}/parts/{part}',
  'POST /v1/things/{id}/parts/{part}',
]

const find = (method: string, path: string, routes = keys) => {
  const match = findRoute(
    routes.map((key) => ({ key, value: key })),
    method,
    path,
  )
  return match && [match.route.key, match.pathParameters]
}

test.each([
  ['GET', '/v1/things', 'GET /v1/things', {}],
  ['GET', '/v1/things/7', 'GET /v1/things/{id}', { id: '7' }],
  ['GET', '/v1/things/new', 'GET /v1/things/new', {}],
  ['GET', '/v1/things/%2B1%20a', 'GET /v1/things/{id}', { id: '+1 a' }],
  ['POST', '/v1/things', 'ANY /v1/{proxy+}', { proxy: 'things' }],
  ['GET', '/v1/other/deep/path', 'GET /v1/{proxy+}', { proxy: 'other/deep/path' }],
  ['PUT', '/v1/things/7/parts/8', 'ANY /v1/things/{id}/parts/{part}', { id: '7', part: '8' }],
  ['POST', '/v1/things/7/parts/8', 'POST /v1/things/{id}/parts/{part}', { id: '7', part: '8' }],
])('%s %s', (method, path, key, parameters) => {
  expect(find(method, path)).toEqual([key, parameters])
})

test.each([
  ['GET', '/v2/things'],
  ['GET', '/v1'],
  ['GET', '/v1/'],
])('%s %s has no route', (method, path) => {
  expect(find(method, path)).toBeUndefined()
})

test('the default route takes what no other takes', () => {
  expect(find('GET', '/anything', ['$default', 'GET /v1/things'])).toEqual(['$default', {}])
  expect(find('GET', '/v1/things', ['$default', 'GET /v1/things'])).toEqual(['GET /v1/things', {}])
})
