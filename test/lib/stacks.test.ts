import type { App } from 'aws-cdk-lib'
import { Match } from 'aws-cdk-lib/assertions'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { createApp, stacksOf, templateOf } from '../support/synthesize.ts'

const app = createApp()
const local = createApp({ stage: 'local' })
const withFiles = createApp({
  settings: { scanFiles: true, mediaRetentionDays: 30, deleteAtCarrier: true },
})

test.each(stacksOf(app).map((stack) => stack.node.id))('%s is what was reviewed', (id) => {
  expect(templateOf(app, id).toJSON()).toMatchSnapshot()
})

test.each([
  ['main', app],
  ['dev', createApp({ stage: 'dev' })],
  ['local', local],
  ['with all settings of files', withFiles],
])('every exception from the AWS Solutions rules has its reason: %s', (_, app) => {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  expect(violations).toEqual([])
})

test('every stage has the same resources', () => {
  const resources = (app: App) =>
    stacksOf(app).map(({ node }) => Object.keys(templateOf(app, node.id).toJSON().Resources))
  expect(resources(local)).toEqual(resources(app))
})

test('files are kept, left at the carrier and not looked at, unless the stage says so', () => {
  const [data, media, api] = ['Data', 'Media', 'Api'].map((id) => templateOf(app, id))
  data?.resourceCountIs('AWS::GuardDuty::MalwareProtectionPlan', 0)
  for (const [template, variable] of [
    [media, 'DELETE_AT_CARRIER'],
    [api, 'MEDIA_RETENTION_DAYS'],
  ] as const)
    expect(JSON.stringify(template?.toJSON())).not.toContain(variable)
})

test('files are forgotten after mediaRetentionDays, and those who link them know', () => {
  templateOf(withFiles, 'Data').hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: {
      Rules: Match.arrayWith([{ ExpirationInDays: 30, Prefix: 'media/', Status: 'Enabled' }]),
    },
  })
  templateOf(withFiles, 'Api').hasResourceProperties('AWS::Lambda::Function', {
    Description: 'Parley main: inbox-api',
    Environment: { Variables: Match.objectLike({ MEDIA_RETENTION_DAYS: '30' }) },
  })
})

test('fetch-media deletes files at the carrier where deleteAtCarrier is on', () => {
  templateOf(withFiles, 'Media').hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ DELETE_AT_CARRIER: 'true' }) },
  })
})

test('with scanFiles GuardDuty looks at what is kept, and nobody reads a file that it did not find clean', () => {
  const data = templateOf(withFiles, 'Data')
  const bucket = { Ref: expect.stringMatching(/^Media/) }
  const [plan] = Object.values(data.findResources('AWS::GuardDuty::MalwareProtectionPlan'))
  expect(plan?.Properties).toMatchObject({
    Actions: { Tagging: { Status: 'ENABLED' } },
    ProtectedResource: { S3Bucket: { BucketName: bucket, ObjectPrefixes: ['media/'] } },
  })
  const policies = Object.values(data.findResources('AWS::S3::BucketPolicy'))
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
  const role = { 'Fn::GetAtt': [expect.stringMatching(/^MediaScanRole/), 'Arn'] }
  expect(statements).toContainEqual({
    ...{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:GetObject' },
    Resource: {
      'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Media/), 'Arn'] }, '/media/*/file']],
    },
    Condition: {
      StringNotEquals: {
        's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'NO_THREATS_FOUND',
        'aws:PrincipalArn': role,
      },
    },
  })
})

test('GuardDuty may read what is kept and tag it, and change its own rule only', () => {
  const data = templateOf(withFiles, 'Data')
  const [policy] = Object.entries(data.findResources('AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith('MediaScanRole'),
  )
  const statements: { Action: string | string[]; Resource: unknown; Condition?: unknown }[] =
    policy?.[1].Properties.PolicyDocument.Statement
  const actions = statements.flatMap(({ Action }) => Action)
  expect(actions.filter((action) => /Delete|PutObject$/.test(action))).toEqual([
    'events:DeleteRule',
    's3:PutObject',
  ])
  for (const { Action, Resource, Condition } of statements) {
    if ([Action].flat().some((action) => /^s3:.*Object/.test(action)))
      expect(JSON.stringify(Resource)).toMatch(/\/(media\/\*|malware-protection-resource-validation-object)"/)
    if ([Action].flat().some((action) => /^events:(Put|Delete|Remove)/.test(action)))
      expect(Condition).toEqual({
        StringLike: { 'events:ManagedBy': 'malware-protection-plan.guardduty.amazonaws.com' },
      })
  }
})
