import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { createApp, templateOf } from '../support/synthesize.ts'

const app = createApp()
const api = templateOf(app, 'Api')
const portal = templateOf(app, 'Portal')

const [distribution] = Object.values(api.findResources('AWS::CloudFront::Distribution')).map(
  ({ Properties }) => Properties.DistributionConfig,
)
const behaviourOf = (pattern: string) =>
  distribution.CacheBehaviors.find((behaviour: { PathPattern: string }) => behaviour.PathPattern === pattern)
const originOf = (id: string) => distribution.Origins.find((origin: { Id: string }) => origin.Id === id)

const caching = {
  optimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  none: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
}

const headersOf = (id: RegExp) =>
  Object.entries(api.findResources('AWS::CloudFront::ResponseHeadersPolicy')).find(([name]) =>
    id.test(name),
  )?.[1].Properties.ResponseHeadersPolicyConfig

test('the API is on the page’s own origin, never cached, with every header of the page but its host', () => {
  expect(behaviourOf('/v1/*')).toMatchObject({
    AllowedMethods: expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    CachePolicyId: caching.none,
    OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  })
  expect(behaviourOf('/v1/*').FunctionAssociations).toBeUndefined()
  expect(JSON.stringify(originOf(behaviourOf('/v1/*').TargetOriginId))).toContain('.execute-api.')
})

test('files that never change are cached, the page and its configuration never', () => {
  expect(behaviourOf('/assets/*').CachePolicyId).toBe(caching.optimized)
  expect(distribution.DefaultCacheBehavior.CachePolicyId).toBe(caching.none)
})

test('what is open to everybody has an API of its own, which is told where a request came from and no host', () => {
  const ofPortal = originOf(behaviourOf('/v1/*').TargetOriginId).DomainName
  for (const pattern of ['/c/????????????', '/public/*', '/widget/*']) {
    const { DomainName } = originOf(behaviourOf(pattern).TargetOriginId)
    expect(JSON.stringify(DomainName)).toMatch(/public:.*\.execute-api\./)
    expect(DomainName).not.toEqual(ofPortal)
    expect(behaviourOf(pattern).OriginRequestPolicyId).toEqual({
      Ref: expect.stringMatching(/^SitePublicRequest/),
    })
  }
  const [policy] = Object.values(api.findResources('AWS::CloudFront::OriginRequestPolicy'))
  const { Headers } = policy?.Properties.OriginRequestPolicyConfig.HeadersConfig ?? {}
  expect(Headers).toContain('CloudFront-Viewer-Address')
  expect(Headers).not.toContain('Host')
  expect(Headers).not.toContain('Referer')
})

test('pages of customers are never kept, and nothing but a script is', () => {
  for (const pattern of ['/c/????????????', '/public/*'])
    expect(behaviourOf(pattern).CachePolicyId).toBe(caching.none)
  expect(behaviourOf('/widget/*')).toMatchObject({
    AllowedMethods: ['GET', 'HEAD'],
    CachePolicyId: caching.optimized,
  })
})

test('what pages show of a widget is kept a minute at most, for the page that asked alone', () => {
  const patterns = distribution.CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)
  expect(patterns.indexOf('/public/widgets/*')).toBeLessThan(patterns.indexOf('/public/*'))
  const [[id, policy] = ['', undefined]] = Object.entries(api.findResources('AWS::CloudFront::CachePolicy'))
  const { CachePolicyId, CachedMethods, AllowedMethods } = behaviourOf('/public/widgets/*')
  expect(CachePolicyId).toEqual({ Ref: id })
  expect(CachedMethods).toBeUndefined()
  expect(AllowedMethods).toContain('POST')
  expect(policy?.Properties.CachePolicyConfig).toMatchObject({
    ...{ MinTTL: 0, DefaultTTL: 0, MaxTTL: 60 },
    ParametersInCacheKeyAndForwardedToOrigin: {
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Origin'] },
      QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['language'] },
    },
  })
})

test('pages with a widget may ask more often than anybody may send forms', () => {
  const limits = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }
  templateOf(app, 'Public').hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 20 },
    RouteSettings: {
      'GET /public/widgets/{id}': limits,
      'GET /public/widgets/{id}/qr.svg': limits,
    },
  })
})

test('only this distribution reads the files', () => {
  const files = originOf(distribution.DefaultCacheBehavior.TargetOriginId)
  expect(files.OriginAccessControlId).toBeDefined()
  const [policy] = Object.values(api.findResources('AWS::S3::BucketPolicy'))
  const allowed = policy?.Properties.PolicyDocument.Statement.filter(
    ({ Effect }: { Effect: string }) => Effect === 'Allow',
  )
  expect(allowed).toEqual([
    expect.objectContaining({
      Action: ['s3:GetObject', 's3:ListBucket'],
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
    }),
  ])
})

test('every answer of the portal’s address carries its policy', () => {
  const behaviours = [distribution.DefaultCacheBehavior, behaviourOf('/assets/*'), behaviourOf('/v1/*')]
  for (const behaviour of behaviours)
    expect(behaviour.ResponseHeadersPolicyId).toEqual({ Ref: expect.stringMatching(/^SiteHeaders/) })
  const { SecurityHeadersConfig: headers } = headersOf(/^SiteHeaders/)
  const csp: string = headers.ContentSecurityPolicy.ContentSecurityPolicy['Fn::Join'][1].join()
  expect(csp).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
  expect(csp).toMatch(/frame-ancestors 'none'.*require-trusted-types-for 'script'/)
  expect(csp).not.toMatch(/unsafe|\*/)
  expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec).toBe(31_536_000)
})

test('what is open to everybody may use nothing unless it says so, and no search engine keeps it', () => {
  for (const pattern of ['/c/????????????', '/public/*', '/widget/*'])
    expect(behaviourOf(pattern).ResponseHeadersPolicyId).toEqual({
      Ref: expect.stringMatching(/^SitePublicHeaders/),
    })
  const { SecurityHeadersConfig, CustomHeadersConfig } = headersOf(/^SitePublicHeaders/)
  expect(SecurityHeadersConfig).toMatchObject({
    ContentSecurityPolicy: {
      ContentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
      Override: false,
    },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
  })
  expect(CustomHeadersConfig.Items).toEqual([
    { Header: 'x-robots-tag', Value: 'noindex, nofollow', Override: true },
  ])
})

test('people come back to the portal’s address, with a refresh token that works once', () => {
  const address = { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.anything(), 'DomainName'] }, '/']] }
  const client = Object.values(api.findResources('AWS::Cognito::UserPoolClient'))[0]?.Properties
  expect(client).toMatchObject({
    CallbackURLs: [address, 'http://localhost:5173/'],
    LogoutURLs: [address, 'http://localhost:5173/'],
    EnableTokenRevocation: true,
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
    AccessTokenValidity: 15,
    RefreshTokenValidity: 12 * 60,
  })
  // Cognito refuses this flow beside rotation.
  expect(client?.ExplicitAuthFlows).not.toContain('ALLOW_REFRESH_TOKEN_AUTH')
  api.hasResourceProperties('AWS::Cognito::ManagedLoginBranding', {
    ClientId: { Ref: Match.stringLikeRegexp('^Portal') },
    UseCognitoProvidedValues: true,
  })
  templateOf(app, 'SignIn').hasResourceProperties('AWS::Cognito::UserPoolDomain', { ManagedLoginVersion: 2 })
})

test('an address of the company’s own is taken with its certificate', () => {
  const settings = {
    portalDomain: 'inbox.acme.example',
    certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1',
    signInUrls: [],
  }
  const own = createApp({ settings })
  templateOf(own, 'Api').hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      Aliases: ['inbox.acme.example'],
      ViewerCertificate: Match.objectLike({
        AcmCertificateArn: settings.certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
      }),
    }),
  })
  templateOf(own, 'Api').hasResourceProperties('AWS::Cognito::UserPoolClient', {
    CallbackURLs: ['https://inbox.acme.example/'],
  })
  templateOf(own, 'Portal').hasOutput('PortalUrl', { Value: 'https://inbox.acme.example' })
})

test('a web ACL stands before the portal’s address where the stage names one', () => {
  expect(distribution.WebACLId).toBeUndefined()
  const webAclArn = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/portal/1'
  templateOf(createApp({ settings: { webAclArn } }), 'Api').hasResourceProperties(
    'AWS::CloudFront::Distribution',
    { DistributionConfig: Match.objectLike({ WebACLId: webAclArn }) },
  )
})

test('the page is told of its deployment when it is deployed, and published anew with every build', () => {
  portal.hasResourceProperties('AWS::CloudFormation::CustomResource', {
    Code: 'bundle.zip',
    Config: Match.objectLike({ build: 'build', api: '', clientId: Match.anyValue() }),
    ServiceTimeout: 300,
  })
})

test('two deployments of an account share no name in CloudFront, which is in no region', () => {
  const names = (stage: string) => JSON.stringify(namesOf(templateOf(createApp({ stage }), 'Api').toJSON()))
  expect(namesOf(api.toJSON())).toHaveLength(6)
  for (const name of namesOf(api.toJSON())) expect(JSON.stringify(name)).toContain('AWS::Region')
  expect(names('dev')).not.toBe(names('local'))
})

type Resource = { Type: string; Properties: Record<string, { Name?: unknown }> }

const namesOf = (template: { Resources?: Record<string, Resource> }): unknown[] =>
  Object.values(template.Resources ?? {})
    .filter(({ Type }) => Type.startsWith('AWS::CloudFront::'))
    .flatMap(({ Properties }) => [Properties, ...Object.values(Properties)])
    .flatMap(({ Name }) => Name ?? [])
