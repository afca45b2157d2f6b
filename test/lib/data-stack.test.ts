import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { createApp, templateOf } from '../support/synthesize.ts'

const main = templateOf(createApp(), 'Data')

test('the table is on demand, recoverable to any second, and tells of every change', () => {
  main.hasResourceProperties('AWS::DynamoDB::Table', {
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
  })
})

test('the table has an index of whole items and one of keys only', () => {
  main.hasResourceProperties('AWS::DynamoDB::Table', {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi1',
        KeySchema: [
          { AttributeName: 'gsi1pk', KeyType: 'HASH' },
          { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'gsi2',
        KeySchema: [
          { AttributeName: 'gsi2pk', KeyType: 'HASH' },
          { AttributeName: 'gsi2sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  })
})

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }

test('table and media outlive their stack, and the table cannot be deleted by mistake', () => {
  main.hasResource('AWS::DynamoDB::Table', { ...kept, Properties: { DeletionProtectionEnabled: true } })
  main.hasResource('AWS::S3::Bucket', kept)
})

test('a passing stage leaves nothing behind', () => {
  const dev = templateOf(createApp({ stage: 'dev' }), 'Data')
  dev.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Delete',
    Properties: { DeletionProtectionEnabled: false },
  })
  dev.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' })
})

test('media are private, encrypted, and travel over TLS only', () => {
  main.hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: Match.anyValue(),
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  })
  const [policy] = Object.values(main.findResources('AWS::S3::BucketPolicy'))
  expect(policy?.Properties.PolicyDocument.Statement).toMatchObject([
    { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  ])
})
