import { NoSuchKey } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import {
  createDistributionAnswer,
  type Distribution,
} from '../../../../local/runner/cloudfront/distribution.ts'
import type { Request } from '../../../../local/runner/core/http.ts'
import { deployTemplates } from '../../../../local/runner/resources/deploy.ts'
import type { Platform } from '../../../../local/runner/resources/platform.ts'

const origin = { Id: 'pages', DomainName: '127.0.0.1:1/pages', S3OriginConfig: { OriginAccessIdentity: '' } }
const behaviour = {
  CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  TargetOriginId: 'pages',
  ViewerProtocolPolicy: 'https-only',
}

const deployWindow = async (config: object, defaultBehaviour: object = {}, others: object = {}) => {
  const distributions: Distribution[] = []
  const urls = { apis: [], distributions: ['http://127.0.0.1:1'], issuer: '' }
  const DistributionConfig = {
    ...{ Enabled: true, Origins: [origin] },
    DefaultCacheBehavior: { ...behaviour, ...defaultBehaviour },
    ...config,
  }
  const Resources = {
    ...others,
    Window: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } },
  }
  const platform = { distributions, urls, roles: new Map() } as unknown as Platform
  await deployTemplates([{ name: 'shop', template: { Resources }, assets: new Map() }], platform)
  return distributions
}

test('a distribution without a word of methods is only read', async () => {
  const [distribution] = await deployWindow({})
  expect(distribution?.behaviours).toEqual([
    expect.objectContaining({ pattern: '*', origin: { bucket: 'pages' }, methods: ['GET', 'HEAD'] }),
  ])
})

test.each([
  [{ WebACLId: 'acl' }, {}, 'property DistributionConfig.WebACLId is not understood locally'],
  [{}, { RealtimeLogConfigArn: 'arn' }, 'DefaultCacheBehavior.RealtimeLogConfigArn is not understood'],
  [{}, { CachePolicyId: 'another' }, 'Property CachePolicyId: "another" is not understood locally'],
  [{}, { TargetOriginId: 'other' }, '"other" is no origin of this distribution'],
  [{}, { OriginRequestPolicyId: 'other' }, '"other" is not understood locally'],
  [{}, { ResponseHeadersPolicyId: 'other' }, '"other" is not understood locally'],
  [{ Origins: [{ Id: 'pages', DomainName: 'example.com' }] }, {}, 'an origin at "example.com"'],
])('what is not played here stops the start with its name: %j %j', async (config, behaviour, message) => {
  await expect(deployWindow(config, behaviour)).rejects.toThrow(message)
})

test('a cache policy of the template is known by its name, and keeps nothing here', async () => {
  const policy = { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: { MaxTTL: 60 } } }
  const [distribution] = await deployWindow({}, { CachePolicyId: { Ref: 'Brief' } }, { Brief: policy })
  expect(distribution?.behaviours).toHaveLength(1)
})

const requestPolicy = {
  Type: 'AWS::CloudFront::OriginRequestPolicy',
  Properties: {
    OriginRequestPolicyConfig: {
      Name: 'few',
      CookiesConfig: { CookieBehavior: 'all' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['Accept-Language', 'CloudFront-Viewer-Address'],
      },
      QueryStringsConfig: { QueryStringBehavior: 'all' },
    },
  },
}

test('an origin gets the headers of its policy, and where a request came from by no word of the client', async () => {
  const [distribution] = await deployWindow(
    { Origins: [{ Id: 'pages', DomainName: 'shop1.execute-api.us-east-1.amazonaws.com' }] },
    { OriginRequestPolicyId: { Ref: 'Few' } },
    { Few: requestPolicy },
  )
  const asked: unknown[] = []
  const api = () => async (request: Request) => {
    asked.push(request.headers)
    return { status: 200 }
  }
  const answer = createDistributionAnswer(distribution as Distribution, { s3: {} as never, api })
  const headers = {
    ...{ 'accept-language': 'es', cookie: 'a=b', 'x-other': '1' },
    'cloudfront-viewer-address': '203.0.113.9:1',
  }
  const socket = { remoteAddress: '127.0.0.1', remotePort: 4711 }
  await answer(
    { method: 'GET', url: new URL('http://a/'), headers, body: Buffer.of(), raw: { socket } } as never,
    {} as never,
  )
  expect(asked).toEqual([
    { 'accept-language': 'es', cookie: 'a=b', 'cloudfront-viewer-address': '127.0.0.1:4711' },
  ])
})

test('a question mark in a pattern is one character, as of a code of twelve', async () => {
  const paths = { PathPattern: '/c/????????????', ...behaviour, TargetOriginId: 'open' }
  const open = { Id: 'open', DomainName: 'shop1.execute-api.us-east-1.amazonaws.com' }
  const [distribution] = await deployWindow({ Origins: [origin, open], CacheBehaviors: [paths] })
  const s3 = { send: async () => Promise.reject(new NoSuchKey({ message: '', $metadata: {} })) }
  const answer = createDistributionAnswer(distribution as Distribution, {
    s3: s3 as never,
    api: () => async () => ({ status: 204 }),
  })
  const statusOf = async (path: string) =>
    (await answer({ method: 'GET', url: new URL(`http://a${path}`), headers: {} } as never, {} as never))
      ?.status
  expect(await statusOf('/c/abcdefghjkmn')).toBe(204)
  expect(await statusOf('/c/cnv_06f8d2k4w00000')).toBe(404)
  expect(await statusOf('/c/abcdefghjkm')).toBe(404)
})
