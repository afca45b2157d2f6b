import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { createApp, templateOf } from '../support/synthesize.ts'

const template = templateOf(createApp(), 'Api')
const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(
  (route) => route.Properties,
)

test('every route but the description of the API and those of carriers asks for a token', () => {
  const open = routes.filter((route) => route.AuthorizationType !== 'JWT')
  expect(open.map((route) => route.RouteKey)).toEqual([
    'GET /v1/openapi.json',
    'POST /webhooks/{carrier}/{account}/{proxy+}',
    'GET /media/{token}',
    'HEAD /media/{token}',
  ])
})

test('each path without a token leads to a function of its own', () => {
  const pathOf = ({ RouteKey }: (typeof routes)[number]) => RouteKey.split(' ')[1]
  for (const { Target } of routes.filter((route) => route.AuthorizationType !== 'JWT')) {
    const same = routes.filter((other) => JSON.stringify(other.Target) === JSON.stringify(Target))
    expect(new Set(same.map(pathOf)).size).toBe(1)
  }
})

/** The folder of the function that a path leads to, as API Gateway chooses. */
const functionOf = (method: string, path: string) => {
  const [resource] = path.split('/').slice(2)
  const own = path.replace(/\w+_\w+(?=\/(activate|cases|case)$)/, '{id}')
  const keys = [own, `/v1/${resource}/{proxy+}`, '/v1/{proxy+}'].map((known) => `${method} ${known}`)
  const target = keys.map((key) => routes.find(({ RouteKey }) => RouteKey === key)?.Target).find(Boolean)
  const integration = template.findResources('AWS::ApiGatewayV2::Integration')[target['Fn::Join'][1][1].Ref]
  const lambda = integration?.Properties.IntegrationUri['Fn::GetAtt'][0]
  const description: string = template.findResources('AWS::Lambda::Function')[lambda]?.Properties.Description
  return description.replace('Parley main: ', '')
}

test.each([
  ['GET', '/v1/conversations', 'inbox-api'],
  ['POST', '/v1/conversations/cnv_1/claim', 'inbox-api'],
  ['POST', '/v1/messages', 'inbox-api'],
  ['POST', '/v1/conversations/cnv_1/cases', 'cases-api'],
  ['PUT', '/v1/messages/msg_1/case', 'cases-api'],
  ['GET', '/v1/cases', 'cases-api'],
  ['POST', '/v1/cases/cas_1/texts', 'cases-api'],
  ['POST', '/v1/exports', 'jobs-api'],
  ['GET', '/v1/imports', 'jobs-api'],
  ['POST', '/v1/jobs/job_1/cancel', 'jobs-api'],
  ['GET', '/v1/numbers', 'admin-api'],
  ['POST', '/v1/numbers/num_1/activate', 'activate-number'],
  ['POST', '/v1/numbers/num_1/confirm', 'admin-api'],
  ['PATCH', '/v1/settings', 'admin-api'],
  ['DELETE', '/v1/teams/tem_1', 'admin-api'],
  ['GET', '/v1/me', 'inbox-api'],
  ['POST', '/v1/agents', 'people-api'],
  ['PATCH', '/v1/agents/agt_1', 'people-api'],
  ['GET', '/v1/openapi.json', 'describe-api'],
])('%s %s is answered by %s', (method, path, name) => {
  expect(functionOf(method, path)).toBe(name)
})

test("no route takes the browser's preflight, which carries no token", () => {
  const methods = routes.map((route) => route.RouteKey.split(' ')[0])
  expect(new Set(methods)).toEqual(new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']))
})

test('tokens of the pool are accepted from the portal and from machines', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    AuthorizerType: 'JWT',
    JwtConfiguration: {
      Issuer: { 'Fn::ImportValue': Match.stringLikeRegexp('sign-in:.*Users.*ProviderURL') },
      Audience: [
        { Ref: Match.stringLikeRegexp('^Portal') },
        { 'Fn::ImportValue': Match.stringLikeRegexp('sign-in:.*UsersMachine') },
      ],
    },
  })
})

test('the access log names the route, never the path, the query or the caller’s address', () => {
  const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'))
  const format: string = stage?.Properties.AccessLogSettings.Format
  expect(JSON.parse(format)).toMatchObject({ route: '$context.routeKey', requestId: '$context.requestId' })
  expect(format).not.toMatch(/context\.(path|identity|requestOverride)|querystring/)
})

test('the API has a limit of requests', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
  })
})

test('webhooks of carriers have a limit of their own', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    RouteSettings: {
      'POST /webhooks/{carrier}/{account}/{proxy+}': {
        ThrottlingRateLimit: 200,
        ThrottlingBurstLimit: 400,
      },
    },
  })
})

test('the portal keeps no secret, and its code is bound to the page', () => {
  template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    AllowedOAuthFlows: ['code'],
    GenerateSecret: false,
  })
})
