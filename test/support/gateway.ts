import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda'
import { expect } from 'vitest'
import * as z from 'zod/mini'
import type { BaseApp } from '#adapters/app.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { publicNetwork } from '#adapters/webhooks/addresses.ts'
import { errorStatus } from '#contract/api/error-codes.ts'
import type { Operation } from '#contract/api/operation.ts'
import { type OperationName, operations } from '#contract/api/operations.ts'
import { isPushService } from '#domain/pushes/push-subscription.ts'
import { createHandler } from '../../functions/http-api/edge/router.ts'
import type { ActivationApp } from '../../functions/http-api/resources/activation.ts'
import type { PeopleApp } from '../../functions/http-api/resources/agents.ts'
import type { AdminApp } from '../../functions/http-api/resources/carrier-accounts.ts'
import type { ImportApp } from '../../functions/http-api/resources/imports.ts'
import type { InboxApp } from '../../functions/http-api/resources/present-media.ts'
import type { PushApp } from '../../functions/http-api/resources/push-subscriptions.ts'
import { routes } from '../../functions/http-api/resources/routes.ts'
import type { AutomationApp } from '../../functions/http-api/resources/webhooks.ts'
import { expectDescribed } from './described.ts'
import { createFakeAccounts } from './fake-accounts.ts'
import { createFakeSecrets, fakeWebhooks } from './fake-secrets.ts'
import { createMemoryTable } from './memory-table.ts'

export type Claims = Record<string, string>

/** As API Gateway hands on the claims of a Cognito access token. */
export const agentClaims = (workspace: string, role: 'agent' | 'admin' = 'agent'): Claims => ({
  token_use: 'access',
  sub: `${workspace.slice(4)}-${role}`,
  username: role,
  'cognito:groups': role === 'admin' ? `[${workspace} ${workspace}.admin]` : `[${workspace}]`,
})

export const machineClaims = (workspace: string, ...scopes: string[]): Claims => ({
  token_use: 'access',
  sub: 'crm',
  client_id: 'crm',
  scope: scopes.map((scope) => `${workspace}/${scope}`).join(' '),
})

export type Request = {
  method: string
  path: string
  claims: Claims
  query?: Record<string, string>
  /** A string is sent as it is. */
  body?: unknown
  headers?: Record<string, string>
  base64?: boolean
}

export type Answer = { status: number; headers: Record<string, string>; body: ReturnType<typeof JSON.parse> }

/** The functions behind API Gateway. Every answer has to be as the OpenAPI document describes it. */
export const createGateway = (
  app: BaseApp &
    Partial<PeopleApp & AdminApp & ActivationApp & AutomationApp & ImportApp & InboxApp & PushApp>,
) => {
  const all = Object.assign(app, {
    files: app.files ?? createFiles(),
    accounts: app.accounts ?? createFakeAccounts(new Map()),
    carrierNumbers: app.carrierNumbers ?? { connect: async () => undefined },
    carrierSecrets: app.carrierSecrets ?? createFakeSecrets(new Map()),
    carrierWebhooks: app.carrierWebhooks ?? fakeWebhooks,
    jobQueue: app.jobQueue ?? { run: async () => {} },
    portalUrl: 'https://portal.example',
    pushServices: app.pushServices ?? { isKnown: isPushService },
    renderer: app.renderer ?? rendererAtNeed(),
    webhookAddresses: app.webhookAddresses ?? publicNetwork,
    webhookQueue: app.webhookQueue ?? { send: async () => {} },
    turnstileSecrets: app.turnstileSecrets ?? createFakeSecrets(new Map()),
    widgets: app.widgets ?? widgetStore(createMemoryTable(() => {})),
    widgetSecrets: app.widgetSecrets ?? createFakeSecrets(new Map()),
    webhookSecrets: app.webhookSecrets ?? createFakeSecrets(new Map()),
  })
  const handler = createHandler(all, operations, routes)
  return async (request: Request): Promise<Answer> => {
    const context = { awsRequestId: 'request-1' } as Context
    const result = (await handler(toEvent(request), context)) as { [key: string]: never } & {
      statusCode: number
      headers: Record<string, string>
      body: string
    }
    const answer = {
      status: result.statusCode,
      headers: result.headers,
      body:
        result.headers['content-type'] === 'text/csv' ? result.body : result.body && JSON.parse(result.body),
    }
    expectDescribed(request, answer)
    if (answer.status >= 400) expectProblem(answer)
    return answer
  }
}

const expectProblem = ({ status, headers, body }: Answer) => {
  expect(headers['content-type']).toBe('application/problem+json')
  expect(body).toMatchObject({
    type: `urn:parley:problem:${body.code}`,
    title: expect.any(String),
    detail: expect.any(String),
    status,
    request_id: 'request-1',
    retryable: expect.any(Boolean),
  })
  expect(errorStatus).toHaveProperty(body.code, status)
}

/** As API Gateway hands a request on. */
export const toEvent = ({ method, path, claims, query, body, headers, base64 = false }: Request) =>
  ({
    version: '2.0',
    routeKey: `${method} /v1/{proxy+}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json', ...headers },
    ...(query && { queryStringParameters: query }),
    pathParameters: { proxy: path.replace('/v1/', '') },
    requestContext: {
      authorizer: { jwt: { claims, scopes: null } },
      http: { method, path },
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: base64,
  }) as unknown as APIGatewayProxyEventV2WithJWTAuthorizer

export const names = Object.keys(operations) as OperationName[]
export const operation = (name: OperationName): Operation => operations[name]

/** What was answered is what the contract says, and nothing beside it. */
export const expectAsPromised = (name: OperationName, { status, body }: Answer) => {
  expect(operation(name).creates ? [200, 201] : [operation(name).status]).toContain(status)
  const answered = body === '' ? undefined : body
  const parsed = z.safeParse(operation(name).response(), answered)
  expect(parsed.error?.issues ?? []).toEqual([])
  expect(parsed.data).toEqual(answered)
}

/** The path of an operation with its parameters filled in. */
export const pathOf = (name: OperationName, parameters: Record<string, string> = {}) =>
  operations[name].path.replaceAll(/\{(\w+)\}/g, (_, parameter) => parameters[parameter] ?? 'missing')

const entry = '0'.repeat(34)

const someIds: Record<string, string> = {
  agents: 'agt_00000000',
  business_hours: 'hrs_00000000',
  cases: 'cas_00000000',
  carrier_accounts: 'cac_00000000',
  contacts: 'con_00000000',
  emails: 'eml_00000000',
  exports: 'job_00000000',
  imports: 'imp_00000000',
  jobs: 'job_00000000',
  consent_reviews: `crv_${entry}`,
  conversations: `cnv_${entry}`,
  unreadable: `unr_${entry}`,
  media: 'med_00000000',
  me: 'psb_00000000',
  messages: `msg_${entry}`,
  numbers: 'num_00000000',
  programs: 'crm',
  teams: 'tem_00000000',
  templates: 'tpl_00000000',
  views: 'viw_00000000',
  webhook_endpoints: 'whk_00000000',
  widgets: 'wdg_00000000',
  workflows: 'wfl_00000000',
}

/** The path of an operation, with ids that could be those of something. */
export const somePathOf = (name: OperationName): string => {
  const [, , resource = ''] = operations[name].path.split('/')
  return pathOf(name, {
    id: someIds[resource] ?? '',
    agent_id: 'agt_00000000',
    tag: 'vip',
    address: 'ada@example.com',
    report: 'volumes',
    delivery_id: 'whd_1795788000000-some',
  })
}
