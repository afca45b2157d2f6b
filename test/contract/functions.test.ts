import { expect, test } from 'vitest'
import { adminOperations } from '#contract/api/admin-operations.ts'
import { inboxOperations } from '#contract/api/inbox-operations.ts'
import { operations } from '#contract/api/operations.ts'
import { adminResources } from '#wiring/api.ts'
import { createHandler } from '../../functions/http-api/edge/router.ts'
import { adminRoutes } from '../../functions/http-api/resources/admin-routes.ts'
import { inboxRoutes } from '../../functions/http-api/resources/inbox-routes.ts'
import { createFakeApp, workspace } from '../support/fake-app.ts'
import { agentClaims, toEvent } from '../support/gateway.ts'

const isAdminPath = (path: string) => adminResources.some((name) => path.split('/')[2] === name)

test.each(Object.entries(operations))(
  'the routes lead %s to the function that answers it',
  (name, { path }) => {
    expect(name in adminOperations).toBe(isAdminPath(path))
    expect(name in inboxOperations).toBe(!isAdminPath(path))
  },
)

test('every resource of the admin function has operations', () => {
  const paths = Object.values(adminOperations).map(({ path }) => path.split('/')[2])
  expect(adminResources.filter((name) => !paths.includes(name))).toEqual([])
})

test.each([
  ['inbox', createHandler(createFakeApp(), inboxOperations, inboxRoutes), '/v1/me', '/v1/settings'],
  ['admin', createHandler(createFakeApp(), adminOperations, adminRoutes), '/v1/settings', '/v1/me'],
] as const)('the %s function answers its own paths only', async (_, handler, own, others) => {
  const claims = agentClaims(workspace, 'admin')
  const statusOf = async (path: string) => {
    const answer = await handler(toEvent({ method: 'GET', path, claims }), { awsRequestId: 'r1' } as never)
    return typeof answer === 'object' ? answer.statusCode : answer
  }
  expect(await statusOf(own)).toBe(200)
  expect(await statusOf(others)).toBe(404)
})
