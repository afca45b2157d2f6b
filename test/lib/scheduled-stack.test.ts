import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { releaseStep } from '#wiring/release-step.ts'
import { createApp, templateOf } from '../support/synthesize.ts'

const template = templateOf(createApp(), 'Release')
const only = (type: string) => {
  const found = Object.entries(template.findResources(type))
  expect(found).toHaveLength(1)
  const [[id, { Properties }]] = found as [[string, { Properties: Record<string, never> }]]
  return { id, properties: Properties as Record<string, unknown> }
}
const machine = only('AWS::StepFunctions::StateMachine')

/** What policies allow to do with something. */
const allowed = (action: string): unknown[] =>
  Object.values(template.findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().includes(action))
    .flatMap(({ Resource }) => [Resource].flat())

test('a step waits for its time if it has one, and is followed by others until there is no more', () => {
  const definition = machine.properties.DefinitionString as { 'Fn::Join': [string, unknown[]] }
  const text = definition['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'arn')).join('')
  const { StartAt, States } = JSON.parse(text)
  expect(StartAt).toBe('Has its time?')
  expect(States['Has its time?']).toMatchObject({
    Choices: [{ Variable: '$.release_at', IsPresent: true, Next: 'Wait for the hour' }],
    Default: 'Work',
  })
  expect(States['Wait for the hour']).toEqual({ Type: 'Wait', TimestampPath: '$.release_at', Next: 'Work' })
  expect(States['More?']).toMatchObject({ Choices: [{ Variable: '$.more', Next: 'Pause' }], Default: 'Done' })
  expect(States.Pause).toEqual({ Type: 'Wait', SecondsPath: '$.pause', Next: 'Work' })
  expect(States.Work.Retry).toMatchObject([{ ErrorEquals: ['States.ALL'] }])
})

test('executions last as long as they must: the machine is a standard one', () => {
  expect(machine.properties.StateMachineType ?? 'STANDARD').toBe('STANDARD')
})

test('every five minutes something looks for what is overdue', () => {
  const { properties } = only('AWS::Scheduler::Schedule')
  expect(properties).toMatchObject({ ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' })
  const { Input, Arn } = properties.Target as { Input: string; Arn: unknown }
  expect(Arn).toEqual({ Ref: machine.id })
  expect(releaseStep.parse(JSON.parse(Input))).toEqual({ task: 'sweep' })
})

test('the schedule and the function may start this machine, and the machine may call this function only', () => {
  const { id } = only('AWS::Lambda::Function')
  const arn = { 'Fn::GetAtt': [id, 'Arn'] }
  expect(allowed('lambda:InvokeFunction')).toEqual([arn, { 'Fn::Join': ['', [arn, ':*']] }])
  const starts = allowed('states:StartExecution')
  expect(starts).toHaveLength(2)
  expect(starts).toContainEqual({ Ref: machine.id })
  const named = machine.properties.StateMachineName as { 'Fn::Join': [string, unknown[]] }
  const [, [prefix, id8]] = named['Fn::Join']
  const own = { 'Fn::Join': ['', expect.arrayContaining([`:stateMachine:${prefix}`, id8])] }
  expect(starts).toContainEqual(own)
})

test('somebody is told when texts wait in the queue for too long', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'TextsOut',
    Dimensions: Match.arrayWith([{ Name: 'outcome', Value: 'late' }]),
    Threshold: 0,
    AlarmDescription: Match.stringLikeRegexp('did not leave'),
  })
})

test('somebody is told when a release fails', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ExecutionsFailed',
    AlarmDescription: Match.stringLikeRegexp('^Texts that waited for business hours'),
  })
})
