import { EventType } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { publishedKinds } from '#wiring/published-kinds.ts'
import { inEnvelope, readExample } from '../examples/examples.ts'
import { createApp, templateOf } from '../support/synthesize.ts'

const template = templateOf(createApp(), 'Messaging')
const receipt = readExample('aws-receipt')
const queues = Object.entries(template.findResources('AWS::SQS::Queue'))
const working = queues.filter(([, { Properties }]) => Properties.RedrivePolicy)
const dead = queues.filter(([, { Properties }]) => !Properties.RedrivePolicy)

describe('queues', () => {
  test('each working queue puts aside what fails in a queue of its own and its kind', () => {
    const targets = working.map(([, { Properties }]) => {
      const [target] = Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt']
      expect(template.findResources('AWS::SQS::Queue')[target]?.Properties.FifoQueue).toBe(
        Properties.FifoQueue,
      )
      return target
    })
    expect(working.map(([id]) => id.replace(/Queue.*/, ''))).toEqual(['Inbound', 'Receipts', 'Outbound'])
    expect(new Set(targets).size).toBe(3)
  })

  test('nothing is lost before 14 days', () => {
    for (const [, { Properties }] of queues) expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600)
  })

  test('somebody is told when something was put aside', () => {
    expect(dead).toHaveLength(4)
    for (const [id] of dead)
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
        Threshold: 0,
      })
  })

  test('somebody is told when a working queue falls behind', () => {
    for (const [id] of working)
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
      })
  })

  test('every queue is encrypted and speaks TLS only', () => {
    const refusesPlain = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
    for (const [id, { Properties }] of queues) {
      expect(Properties.SqsManagedSseEnabled).toBe(true)
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(refusesPlain)]) },
      })
    }
  })

  test('parts are ordered within a thread, and threads do not share a limit', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      ContentBasedDeduplication: false,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    })
  })
})

describe('workers', () => {
  const mapping = (queue: string) => {
    const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'))
    const found = mappings.find(({ Properties }) => JSON.stringify(Properties.EventSourceArn).includes(queue))
    return found?.Properties
  }

  test.each([
    ['InboundQueue', 10],
    ['ReceiptsQueue', 10],
    ['OutboundQueue', 1],
  ])('%s hands over %i at a time, and takes back only what failed', (queue, batch) => {
    expect(mapping(queue)).toMatchObject({
      BatchSize: batch,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
    })
  })

  test('the stream is read from its beginning, and a bad change stops only itself', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 72_000,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    })
  })

  test('the stream wakes its reader only for changes that mean work', () => {
    const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'))
    const stream = mappings.find(({ Properties }) => Properties.StartingPosition)?.Properties
    const patterns = stream?.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) =>
      JSON.parse(Pattern),
    )
    const kinds = publishedKinds.filter((kind) => kind !== 'credit_entry')
    const few = { kind: { S: ['credit_entry'] }, warning: { S: [{ exists: true }] } }
    expect(patterns).toEqual([
      { dynamodb: { NewImage: { kind: { S: kinds } } } },
      { dynamodb: { NewImage: few } },
    ])
  })

  test('a message is not handed out anew while Lambda may still be trying it', () => {
    const timeouts = working.map(([, { Properties }]) => Properties.VisibilityTimeout)
    expect(timeouts).toEqual([60, 60, 180])
  })
})

describe('the carrier', () => {
  test('publishes to both topics for this account only, and nobody publishes without TLS', () => {
    const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy'))
    expect(policies).toHaveLength(2)
    for (const { Properties } of policies)
      expect(Properties.PolicyDocument.Statement).toMatchObject([
        { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        {
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'sms-voice.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnLike: { 'aws:SourceArn': expect.anything() },
          },
        },
      ])
  })

  test('the queues receive the whole envelope of a topic', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 2)
    template.allResourcesProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      RawMessageDelivery: Match.absent(),
    })
  })

  test('every event that says what became of a text goes to the topic of receipts, and no other', () => {
    const [set] = Object.values(template.findResources('AWS::SMSVOICE::ConfigurationSet'))
    expect(set?.Properties).toMatchObject({
      ConfigurationSetName: 'parley-main',
      EventDestinations: [
        {
          Enabled: true,
          EventDestinationName: 'receipts',
          SnsDestination: { TopicArn: { Ref: expect.stringMatching(/^CarrierReceipts/) } },
        },
      ],
    })
    const told: string[] = set?.Properties.EventDestinations[0].MatchingEventTypes
    const texts = Object.values(EventType).filter((type) => /^(TEXT|MEDIA|RCS)_(?!ALL)/.test(type))
    const untold = texts.filter((type) => !told.includes(type))
    expect(untold.sort()).toEqual([
      'MEDIA_PENDING',
      'MEDIA_QUEUED',
      'RCS_QUEUED',
      'RCS_READ',
      'RCS_SENT',
      'TEXT_PENDING',
      'TEXT_QUEUED',
      'TEXT_SENT',
    ])
    for (const eventType of told) {
      const said = parseAwsReceipt(inEnvelope({ ...receipt, eventType }), 0)
      expect(said, eventType).toHaveProperty('status', expect.any(String))
    }
  })
})

test('somebody is told of what could not be read, in words that say where it is', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'Parley',
    MetricName: 'Unreadable',
    Dimensions: [{ Name: 'stage', Value: 'main' }],
    Threshold: 0,
    AlarmDescription: Match.stringLikeRegexp('GET /v1/unreadable'),
  })
})

test('what was told on the bus can be told again for 30 days', () => {
  template.hasResourceProperties('AWS::Events::EventBus', { Name: 'parley-main' })
  template.hasResourceProperties('AWS::Events::Archive', { RetentionDays: 30 })
})

test('somebody is told when a daily cap is nearly used up', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'Parley',
    MetricName: 'DailyCaps',
    Dimensions: Match.arrayWith([{ Name: 'outcome', Value: 'cap_low' }]),
    Statistic: 'Sum',
    Threshold: 0,
  })
})
