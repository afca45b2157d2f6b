import { App, Duration, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { EventWorker } from '../../lib/constructs/event-worker.ts'
import { readStage } from '../../lib/stage.ts'

const app = new App({ context: { 'aws:cdk:bundling-stacks': [], stage: 'dev' } })
const stack = new Stack(app, 'Stack')
new EventWorker(stack, 'Notices', {
  stage: readStage(app.node),
  alarmTopic: new Topic(stack, 'Alarms', { enforceSSL: true }),
  bus: new EventBus(stack, 'Bus'),
  pattern: { detailType: ['message.received'] },
  // Any folder of functions will do: nothing is bundled here.
  name: 'receive-message',
  notice: 'Nobody is told of new texts.',
  timeout: Duration.seconds(10),
  batchSize: 10,
  maxReceiveCount: 5,
  lateAfter: Duration.minutes(5),
})
const template = Template.fromStack(stack)
const queueNamed = (pattern: RegExp) =>
  Object.keys(template.findResources('AWS::SQS::Queue')).find((id) => pattern.test(id))

test('the rule takes the named events of Parley to a queue, and puts aside what it cannot deliver', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventBusName: { Ref: Match.stringLikeRegexp('^Bus') },
    EventPattern: { source: ['parley'], 'detail-type': ['message.received'] },
    Targets: [
      {
        Arn: { 'Fn::GetAtt': [queueNamed(/^NoticesQueue[0-9A-F]{8}$/), 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queueNamed(/DeadLetters/), 'Arn'] } },
      },
    ],
  })
})

test('the function empties the queue, and what it cannot handle is put aside', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': [queueNamed(/^NoticesQueue[0-9A-F]{8}$/), 'Arn'] },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  })
  template.hasResourceProperties('AWS::SQS::Queue', {
    RedrivePolicy: {
      deadLetterTargetArn: { 'Fn::GetAtt': [queueNamed(/DeadLetters/), 'Arn'] },
      maxReceiveCount: 5,
    },
  })
})

test('only this rule may put events on the queue', () => {
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: queueNamed(/^NoticesQueue[0-9A-F]{8}$/) }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { ArnEquals: { 'aws:SourceArn': Match.anyValue() } },
        }),
      ]),
    },
  })
})

test('each way to fail has an alarm that says in words what users notice', () => {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
  const metrics = alarms.map(({ Properties }) => Properties.MetricName)
  expect(new Set(metrics)).toEqual(
    new Set([
      ...['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible'],
      ...['Errors', 'Throttles', 'FailedInvocations'],
    ]),
  )
  for (const { Properties } of alarms)
    expect(Properties.AlarmDescription).toMatch(/^Nobody is told of new texts\. /)
})

test('it keeps to the AWS Solutions rules', () => {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  expect(violations).toEqual([])
})
