import { expect, test } from 'vitest'
import { createApp, stacksOf, templateOf } from '../support/synthesize.ts'

type Statement = { Action: string | string[]; Resource: unknown; Condition?: unknown }

const app = createApp()
const templates = stacksOf(app).map(({ node }) => templateOf(app, node.id))
const find = (type: string) => templates.flatMap((template) => Object.values(template.findResources(type)))

const lambdas = find('AWS::Lambda::Function').map((lambda) => lambda.Properties)
const nameOf = (lambda: { Description: string }) => lambda.Description.replace('Parley main: ', '')

/** What the role of a function allows, by the name of the function's folder. */
const statementsOf = (name: string): Statement[] => {
  const [role] = lambdas.find((lambda) => nameOf(lambda) === name)?.Role['Fn::GetAtt'] ?? []
  const policies = find('AWS::IAM::Policy').map((policy) => policy.Properties)
  return policies
    .filter(({ Roles: [{ Ref }] }) => Ref === role)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
}

const actionsOf = (name: string) => statementsOf(name).flatMap(({ Action }) => Action)

const everyFunction = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]
const dynamodb = (...actions: string[]) => actions.map((action) => `dynamodb:${action}`)
const secrets = (...actions: string[]) => actions.map((action) => `secretsmanager:${action}`)
const table = dynamodb('GetItem', 'Query', 'PutItem')
const queue = [
  'ChangeMessageVisibility',
  'DeleteMessage',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ReceiveMessage',
].map((action) => `sqs:${action}`)
const stream = dynamodb('DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams')

const allowed = {
  'describe-api': [],
  'inbox-api': [
    ...table,
    ...dynamodb('BatchGetItem', 'DeleteItem'),
    's3:GetObject',
    's3:PutObject',
    'sqs:SendMessage',
  ],
  'admin-api': [
    ...table,
    ...dynamodb('BatchGetItem', 'DeleteItem'),
    ...secrets('CreateSecret', 'DeleteSecret', 'GetSecretValue', 'PutSecretValue'),
  ],
  'jobs-api': [
    ...table,
    ...dynamodb('BatchGetItem', 'DeleteItem'),
    's3:GetObject',
    's3:PutObject',
    'sqs:SendMessage',
  ],
  'run-job': [
    ...table,
    ...dynamodb('DeleteItem'),
    ...queue,
    's3:GetObject',
    's3:PutObject',
    'sqs:SendMessage',
  ],
  'cases-api': [
    ...table,
    ...dynamodb('BatchGetItem', 'DeleteItem'),
    's3:GetObject',
    's3:PutObject',
    'sqs:SendMessage',
  ],
  'carrier-webhook': ['sqs:SendMessage', ...secrets('GetSecretValue')],
  'reconcile-carriers': [...table, ...secrets('GetSecretValue'), 'sqs:SendMessage'],
  'activate-number': [
    ...table,
    ...dynamodb('BatchGetItem', 'DeleteItem'),
    'iam:PassRole',
    ...[
      'DescribePhoneNumbers',
      'DescribeRcsAgents',
      'DescribeRegistrations',
      'UpdatePhoneNumber',
      'UpdateRcsAgent',
    ].map((action) => `sms-voice:${action}`),
  ],
  'people-api': [
    ...table,
    ...dynamodb('BatchGetItem', 'DeleteItem'),
    ...[
      'AdminAddUserToGroup',
      'AdminCreateUser',
      'AdminDisableUser',
      'AdminEnableUser',
      'AdminGetUser',
      'AdminListGroupsForUser',
      'AdminRemoveUserFromGroup',
      'AdminUpdateUserAttributes',
      'AdminUserGlobalSignOut',
    ].map((action) => `cognito-idp:${action}`),
  ],
  'receive-message': [...table, ...queue],
  'record-receipt': [...table, ...queue],
  // What it may send from is said by the stage: test/lib/email-stack.test.ts.
  'send-email': [...table, ...queue],
  'record-email': [...table, ...queue],
  'send-part': [
    ...table,
    ...dynamodb('UpdateItem'),
    ...queue,
    'sms-voice:SendTextMessage',
    'sms-voice:SendMediaMessage',
    's3:GetObject',
    ...secrets('GetSecretValue'),
  ],
  'publish-changes': [
    ...table,
    ...dynamodb('DeleteItem'),
    ...stream,
    'events:PutEvents',
    // Of its dead letters: CDK grants these two with SendMessage.
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:SendMessage',
    'states:StartExecution',
  ],
  'record-facts': [
    ...stream,
    's3:ListBucket',
    's3:PutObject',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:SendMessage',
  ],
  'roll-up': [...table, 's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
  'publish-portal': ['s3:PutObject'],
  'release-messages': [...table, ...dynamodb('BatchGetItem', 'DeleteItem'), 'states:StartExecution'],
  'push-changes': [...dynamodb('GetItem', 'Query'), ...queue, 'appsync:EventPublish'],
  'index-words': [...table, ...queue],
  'file-message': [...table, ...dynamodb('DeleteItem'), ...queue],
  'assign-waiting': [...table, ...dynamodb('DeleteItem'), ...queue],
  'fetch-media': [
    ...table,
    ...queue,
    'secretsmanager:GetSecretValue',
    'sqs:SendMessage',
    ...['Get', 'Put', 'Delete'].map((action) => `s3:${action}Object`),
  ],
  'notify-users': [...table, ...queue],
  'send-push': [...table, ...dynamodb('DeleteItem'), ...queue, ...secrets('GetSecretValue')],
  'make-push-key': secrets('CreateSecret', 'DescribeSecret'),
  'run-workflows': [...table, ...dynamodb('BatchGetItem', 'DeleteItem'), ...queue, 'sqs:SendMessage'],
  'run-timers': [...table, ...dynamodb('DeleteItem'), 'sqs:SendMessage'],
  'fan-out-events': [...table, ...queue, 'sqs:SendMessage'],
  'deliver-webhook': [...table, ...queue, 'sqs:SendMessage', ...secrets('GetSecretValue')],
  'automation-api': [
    ...table,
    ...dynamodb('BatchGetItem', 'DeleteItem'),
    ...secrets('CreateSecret', 'DeleteSecret', 'GetSecretValue', 'PutSecretValue'),
    'sqs:SendMessage',
  ],
  'authorize-channel': dynamodb('GetItem', 'Query'),
  'serve-media': ['s3:GetObject', ...secrets('GetSecretValue')],
  'public-api': [
    ...dynamodb('GetItem', 'Query', 'UpdateItem'),
    's3:GetObject',
    ...secrets('GetSecretValue'),
    'sqs:SendMessage',
  ],
  'ask-consent': [...table, ...queue, ...secrets('GetSecretValue')],
  'show-case': [...table, ...queue],
}

test.each(Object.entries(allowed))('%s may do what it needs and no more', (name, actions) => {
  expect(new Set(actionsOf(name))).toEqual(new Set([...everyFunction, ...actions]))
})

test('no function is without a list of what it may do', () => {
  expect(lambdas.map((lambda) => nameOf(lambda)).sort()).toEqual(Object.keys(allowed).sort())
})

test('what answers people without a token reaches nothing in the table but what is open, by no index', () => {
  const reaching = statementsOf('public-api').filter(({ Action }) =>
    [Action].flat().some((action) => action.startsWith('dynamodb:')),
  )
  expect(reaching.length).toBeGreaterThan(0)
  for (const { Resource, Condition } of reaching) {
    expect(Resource).toEqual({ 'Fn::ImportValue': expect.stringMatching(/data:.*Table.*Arn/) })
    expect(Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['link#*'] } })
  }
})

test('only actions that know no resources are allowed on all', () => {
  const everywhere = Object.keys(allowed)
    .flatMap(statementsOf)
    .filter(({ Resource }) => JSON.stringify(Resource) === '"*"')
  expect(new Set(everywhere.flatMap(({ Action }) => Action))).toEqual(
    new Set(['xray:PutTelemetryRecords', 'xray:PutTraceSegments', 'dynamodb:ListStreams']),
  )
})

test('texts are sent from numbers of this account and with our configuration set only', () => {
  const send = statementsOf('send-part').find(({ Action }) => Action.includes('sms-voice:SendTextMessage'))
  const ownAnd = (resource: string) => ({
    'Fn::Join': [
      '',
      expect.arrayContaining([{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, `:${resource}`]),
    ],
  })
  expect(send?.Resource).toEqual([
    { 'Fn::GetAtt': [expect.stringMatching(/^CarrierConfigurationSet/), 'Arn'] },
    ownAnd('phone-number/*'),
    ownAnd('pool/*'),
    ownAnd('rcs-agent/*'),
    ownAnd('sender-id/*'),
  ])
})

test('numbers are set by one function, and it hands on one role to one service', () => {
  const [statement, ...others] = Object.keys(allowed)
    .flatMap(statementsOf)
    .filter(({ Action }) => Action === 'iam:PassRole')
  expect(others).toEqual([])
  expect(statement).toMatchObject({
    Resource: { 'Fn::ImportValue': expect.stringMatching(/messaging:.*MediaRole.*Arn/) },
    Condition: { StringEquals: { 'iam:PassedToService': 'sms-voice.amazonaws.com' } },
  })
  const setters = Object.keys(allowed).filter((name) =>
    actionsOf(name).some((action) => action.startsWith('sms-voice:Update')),
  )
  expect(setters).toEqual(['activate-number'])
})

test('secrets of this stage are within reach, and no others', () => {
  const reached = Object.keys(allowed)
    .flatMap(statementsOf)
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('secretsmanager:')))
  expect(reached).toHaveLength(14)
  for (const { Resource } of reached)
    expect(JSON.stringify(Resource)).toMatch(
      /:secretsmanager:.*:secret:parley(-webhooks|-push|-widgets|-turnstile)?\/main\/\*"/,
    )
})

test('one function reads the key of pushes, and who makes it cannot', () => {
  const reached = Object.keys(allowed).flatMap((name) =>
    statementsOf(name)
      .filter(({ Resource }) => /:secret:parley-push\//.test(JSON.stringify(Resource)))
      .map(({ Action }) => [name, Action]),
  )
  expect(reached).toEqual([
    ['send-push', 'secretsmanager:GetSecretValue'],
    ['make-push-key', ['secretsmanager:CreateSecret', 'secretsmanager:DescribeSecret']],
  ])
})

test('one function reads the secrets of Turnstile, and who takes them from admins cannot', () => {
  const reached = Object.keys(allowed).flatMap((name) =>
    statementsOf(name)
      .filter(({ Resource }) => /:secret:parley-turnstile\//.test(JSON.stringify(Resource)))
      .map(({ Action }) => [name, Action]),
  )
  expect(reached.toSorted()).toEqual([
    [
      'admin-api',
      ['secretsmanager:CreateSecret', 'secretsmanager:DeleteSecret', 'secretsmanager:PutSecretValue'],
    ],
    ['ask-consent', 'secretsmanager:GetSecretValue'],
  ])
})

test('one function changes how people sign in, in the pool of this deployment only', () => {
  const [statement, ...others] = Object.keys(allowed)
    .flatMap(statementsOf)
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('cognito-idp:')))
  expect(others).toEqual([])
  expect(statement?.Resource).toEqual({ 'Fn::ImportValue': expect.stringMatching(/sign-in:.*Users.*Arn/) })
})

test('each function that has to do with files reaches the objects that it needs, and no other', () => {
  const objects = (name: string) =>
    statementsOf(name)
      .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('s3:')))
      .map(({ Action, Resource }) => [Action, JSON.stringify(Resource).replace(/.*"\/(.*)"\]\]\}$/, '$1')])
  expect(objects('fetch-media')).toEqual([
    ['s3:PutObject', 'media/*'],
    [['s3:DeleteObject', 's3:GetObject'], 'rcs/*'],
    [['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], 'uploads/*'],
  ])
  // It copies what is sent from an upload, or from a text that is sent again, to the text that it goes with.
  expect(objects('inbox-api')).toEqual([
    ['s3:GetObject', 'media/*'],
    [['s3:GetObject', 's3:PutObject'], 'uploads/*'],
    ['s3:PutObject', 'media/*'],
  ])
  const both = ['s3:GetObject', 's3:PutObject']
  expect(objects('run-job')).toEqual([[both, expect.stringMatching(/\/exports\/\*.*\/imports\/\*/)]])
  expect(objects('jobs-api')).toEqual([
    [both, 'imports/*'],
    ['s3:GetObject', 'exports/*'],
  ])
  expect(objects('public-api')).toEqual([['s3:GetObject', 'media/*/thumb']])
  for (const name of ['send-part', 'serve-media'])
    expect(objects(name)).toEqual([['s3:GetObject', 'media/*']])
})

test.each([
  [
    'inbox-api',
    ['MEDIA_BUCKET', 'MEDIA_QUEUE_URL', 'METRICS_STAGE', 'PORTAL_URL', 'TABLE_NAME', 'USER_INFO_URL'],
  ],
  [
    'admin-api',
    [
      'API_URL',
      'CARRIER_SECRETS_PREFIX',
      'MEDIA_BUCKET',
      'METRICS_STAGE',
      'PORTAL_URL',
      'TABLE_NAME',
      'TURNSTILE_SECRETS_PREFIX',
      'USER_INFO_URL',
      'WIDGET_SECRETS_PREFIX',
    ],
  ],
  ['jobs-api', ['JOB_QUEUE_URL', 'MEDIA_BUCKET', 'METRICS_STAGE', 'TABLE_NAME', 'USER_INFO_URL']],
  ['carrier-webhook', ['CARRIER_SECRETS_PREFIX', 'INBOUND_QUEUE_URL', 'RECEIPTS_QUEUE_URL']],
  [
    'activate-number',
    ['INBOUND_TOPIC_ARN', 'MEDIA_BUCKET', 'MEDIA_ROLE_ARN', 'METRICS_STAGE', 'TABLE_NAME', 'USER_INFO_URL'],
  ],
  ['reconcile-carriers', ['CARRIER_SECRETS_PREFIX', 'INBOUND_QUEUE_URL', 'METRICS_STAGE', 'TABLE_NAME']],
  ['people-api', ['METRICS_STAGE', 'TABLE_NAME', 'USER_INFO_URL', 'USER_POOL_ID']],
  ['receive-message', ['MEDIA_BUCKET', 'METRICS_STAGE', 'OPERATOR_WORKSPACE', 'TABLE_NAME']],
  ['send-email', ['EMAIL_CONFIGURATION_SET', 'METRICS_STAGE', 'TABLE_NAME']],
  ['record-email', ['METRICS_STAGE', 'TABLE_NAME']],
  ['record-receipt', ['METRICS_STAGE', 'OPERATOR_WORKSPACE', 'TABLE_NAME']],
  [
    'send-part',
    [
      'CARRIER_SECRETS_PREFIX',
      'MEDIA_BUCKET',
      'METRICS_STAGE',
      'OUTBOUND_QUEUE_URL',
      'SMS_CONFIGURATION_SET',
      'TABLE_NAME',
    ],
  ],
  [
    'publish-changes',
    ['EVENT_BUS_NAME', 'METRICS_STAGE', 'OUTBOUND_QUEUE_URL', 'RELEASE_STATE_MACHINE_ARN', 'TABLE_NAME'],
  ],
  ['publish-portal', ['PORTAL_BUCKET']],
  ['serve-media', ['CARRIER_SECRETS_PREFIX', 'MEDIA_BUCKET']],
  ['release-messages', ['METRICS_STAGE', 'RELEASE_STATE_MACHINE_ARN', 'TABLE_NAME']],
  ['push-changes', ['REALTIME_HOST', 'TABLE_NAME']],
  ['file-message', ['METRICS_STAGE', 'PORTAL_URL', 'TABLE_NAME']],
  ['assign-waiting', ['METRICS_STAGE', 'TABLE_NAME']],
  ['index-words', ['METRICS_STAGE', 'TABLE_NAME']],
  [
    'fetch-media',
    ['CARRIER_SECRETS_PREFIX', 'MEDIA_BUCKET', 'MEDIA_QUEUE_URL', 'METRICS_STAGE', 'TABLE_NAME'],
  ],
  ['record-facts', ['FACT_BUCKET']],
  ['roll-up', ['FACT_BUCKET', 'METRICS_STAGE', 'TABLE_NAME']],
  ['run-job', ['JOB_QUEUE_URL', 'MEDIA_BUCKET', 'METRICS_STAGE', 'TABLE_NAME']],
  ['run-workflows', ['METRICS_STAGE', 'PORTAL_URL', 'TABLE_NAME', 'WEBHOOK_QUEUE_URL']],
  ['run-timers', ['METRICS_STAGE', 'PORTAL_URL', 'TABLE_NAME', 'WEBHOOK_QUEUE_URL', 'WORKFLOW_QUEUE_URL']],
  ['send-push', ['METRICS_STAGE', 'PORTAL_URL', 'PUSH_SECRETS_PREFIX', 'TABLE_NAME']],
  ['make-push-key', ['PUSH_SECRETS_PREFIX']],
  ['fan-out-events', ['METRICS_STAGE', 'TABLE_NAME', 'WEBHOOK_QUEUE_URL']],
  ['deliver-webhook', ['METRICS_STAGE', 'TABLE_NAME', 'WEBHOOK_QUEUE_URL', 'WEBHOOK_SECRETS_PREFIX']],
  [
    'automation-api',
    [
      'METRICS_STAGE',
      'PORTAL_URL',
      'TABLE_NAME',
      'USER_INFO_URL',
      'WEBHOOK_QUEUE_URL',
      'WEBHOOK_SECRETS_PREFIX',
    ],
  ],
  ['authorize-channel', ['TABLE_NAME']],
  ['public-api', ['MEDIA_BUCKET', 'TABLE_NAME', 'WIDGET_QUEUE_URL', 'WIDGET_SECRETS_PREFIX']],
  ['ask-consent', ['METRICS_STAGE', 'TABLE_NAME', 'TURNSTILE_SECRETS_PREFIX']],
  ['show-case', ['METRICS_STAGE', 'TABLE_NAME']],
])('%s is told %j', (name, variables) => {
  const lambda = lambdas.find((lambda) => nameOf(lambda) === name)
  expect(Object.keys(lambda?.Environment.Variables).sort()).toEqual(variables)
})

test('every function runs Node 24 on arm64, logs JSON and is traced', () => {
  for (const lambda of lambdas)
    expect(lambda).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' },
      TracingConfig: { Mode: 'Active' },
    })
})

test('every alarm says in words what users notice, and tells the alarm topic', () => {
  const alarms = find('AWS::CloudWatch::Alarm')
  expect(alarms.length).toBeGreaterThan(lambdas.length * 2)
  for (const { Properties } of alarms) {
    expect(Properties.AlarmDescription).toMatch(/^[A-Z].*\./)
    expect(Properties.AlarmActions).toHaveLength(1)
  }
})
