import { expect, test } from 'vitest'
import { adminOperations } from '#contract/api/admin-operations.ts'
import { agentOperations } from '#contract/api/agents.ts'
import { automationOperations } from '#contract/api/automation-operations.ts'
import { caseOperations } from '#contract/api/cases.ts'
import { inboxOperations } from '#contract/api/inbox-operations.ts'
import { jobOperations } from '#contract/api/job-operations.ts'
import { activationOperations, numberEditOperations } from '#contract/api/numbers.ts'
import { operations } from '#contract/api/operations.ts'
import {
  activationPath,
  adminResources,
  automationResources,
  casePaths,
  caseResources,
  jobResources,
  numberEditRoute,
  peopleResources,
} from '#wiring/api.ts'
import { createHandler } from '../../functions/http-api/edge/router.ts'
import { adminRoutes } from '../../functions/http-api/resources/admin-routes.ts'
import { agentRoutes } from '../../functions/http-api/resources/agents.ts'
import { automationRoutes } from '../../functions/http-api/resources/automation-routes.ts'
import { caseRoutes } from '../../functions/http-api/resources/cases.ts'
import { inboxRoutes } from '../../functions/http-api/resources/inbox-routes.ts'
import { jobRoutes } from '../../functions/http-api/resources/job-routes.ts'
import { createFakeApp, workspace } from '../support/fake-app.ts'
import { agentClaims, toEvent } from '../support/gateway.ts'

const isOneOf = (resources: readonly string[], path: string) => resources.includes(path.split('/')[2] ?? '')

test.each(Object.entries(operations))(
  'the routes lead %s to the function that answers it',
  (name, { method, path }) => {
    const isActivation = path === activationPath
    const isNumberEdit = path === numberEditRoute.path && method === numberEditRoute.method
    const isAdmin = isOneOf(adminResources, path) && !isActivation && !isNumberEdit
    const isPeople = isOneOf(peopleResources, path)
    expect(name in activationOperations).toBe(isActivation)
    expect(name in numberEditOperations).toBe(isNumberEdit)
    expect(name in adminOperations).toBe(isAdmin)
    expect(name in agentOperations).toBe(isPeople)
    const isCase = isOneOf(caseResources, path) || casePaths.some((known) => known === path)
    expect(name in caseOperations).toBe(isCase)
    const isJob = isOneOf(jobResources, path)
    expect(name in jobOperations).toBe(isJob)
    const isAutomation = isOneOf(automationResources, path)
    expect(name in automationOperations).toBe(isAutomation)
    const isOther = isAdmin || isNumberEdit || isPeople || isActivation || isCase || isAutomation || isJob
    expect(name in inboxOperations).toBe(!isOther)
  },
)

test('every resource of the admin function has operations', () => {
  const paths = Object.values(adminOperations).map(({ path }) => path.split('/')[2])
  expect(adminResources.filter((name) => !paths.includes(name))).toEqual([])
})

test.each([
  ['inbox', createHandler(createFakeApp(), inboxOperations, inboxRoutes), '/v1/me', '/v1/settings'],
  ['admin', createHandler(createFakeApp(), adminOperations, adminRoutes), '/v1/settings', '/v1/me'],
  ['people', createHandler(createFakeApp(), agentOperations, agentRoutes), '/v1/agents', '/v1/me'],
  [
    'automation',
    createHandler({ ...createFakeApp(), portalUrl: '' }, automationOperations, automationRoutes),
    '/v1/webhook_endpoints',
    '/v1/me',
  ],
  ['jobs', createHandler(createFakeApp(), jobOperations, jobRoutes), '/v1/imports', '/v1/me'],
  [
    'cases',
    createHandler({ ...createFakeApp(), portalUrl: '' }, caseOperations, caseRoutes),
    '/v1/cases',
    '/v1/me',
  ],
] as const)('the %s function answers its own paths only', async (_, handler, own, others) => {
  const claims = agentClaims(workspace, 'admin')
  const statusOf = async (path: string) => {
    const answer = await handler(toEvent({ method: 'GET', path, claims }), { awsRequestId: 'r1' } as never)
    return typeof answer === 'object' ? answer.statusCode : answer
  }
  expect(await statusOf(own)).toBe(200)
  expect(await statusOf(others)).toBe(404)
})
