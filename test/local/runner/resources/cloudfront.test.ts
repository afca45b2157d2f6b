import { expect, test } from 'vitest'
import type { Distribution } from '../../../../local/runner/cloudfront/distribution.ts'
import { deployTemplates } from '../../../../local/runner/resources/deploy.ts'
import type { Platform } from '../../../../local/runner/resources/platform.ts'

const origin = { Id: 'pages', DomainName: '127.0.0.1:1/pages', S3OriginConfig: { OriginAccessIdentity: '' } }
const behaviour = {
  CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  TargetOriginId: 'pages',
  ViewerProtocolPolicy: 'https-only',
}

const deployWindow = async (config: object, defaultBehaviour: object = {}) => {
  const distributions: Distribution[] = []
  const urls = { apis: [], distributions: ['http://127.0.0.1:1'], issuer: '' }
  const DistributionConfig = {
    ...{ Enabled: true, Origins: [origin] },
    DefaultCacheBehavior: { ...behaviour, ...defaultBehaviour },
    ...config,
  }
  const Resources = { Window: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } } }
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
  [{}, { CachePolicyId: 'another' }, 'property DistributionConfig.DefaultCacheBehavior.CachePolicyId'],
  [{}, { TargetOriginId: 'other' }, '"other" is no origin of this distribution'],
  [{}, { ResponseHeadersPolicyId: 'other' }, '"other" is not understood locally'],
  [{ Origins: [{ Id: 'pages', DomainName: 'example.com' }] }, {}, 'an origin at "example.com"'],
])('what is not played here stops the start with its name: %j %j', async (config, behaviour, message) => {
  await expect(deployWindow(config, behaviour)).rejects.toThrow(message)
})
