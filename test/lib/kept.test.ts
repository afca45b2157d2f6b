import type { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { createApp, stacksOf, templateOf } from '../support/synthesize.ts'

const app = createApp()
const data = templateOf(app, 'Data')
const signIn = templateOf(app, 'SignIn')

/** What CloudFormation would replace, with everything that is in it, if its name or one of these properties changed. */
const identities = (template: Template, type: string, properties: string[]) =>
  Object.entries(template.findResources(type)).map(([id, { Properties }]) => [
    id,
    Object.fromEntries(properties.map((name) => [name, Properties[name]])),
  ])

// A change here is a change of what runs: it makes an empty table, or locks everybody out. It needs a way for the old
// data to come along, written down in docs/deploy.md, before the expectation may change.
test('no deployment replaces the table, the media, the people, their groups or the scopes of programs', () => {
  expect(
    identities(data, 'AWS::DynamoDB::Table', ['KeySchema', 'TableName', 'LocalSecondaryIndexes']),
  ).toEqual([
    [
      'TableCD117FA1',
      {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      },
    ],
  ])
  expect(identities(data, 'AWS::S3::Bucket', ['BucketName'])).toEqual([['MediaA721A567', {}]])
  const pool = ['UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration', 'UserPoolName']
  const facts = { UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } }
  expect(identities(signIn, 'AWS::Cognito::UserPool', pool)).toEqual([['Users0A0EEA89', facts]])
  const UserPoolId = { Ref: 'Users0A0EEA89' }
  expect(identities(signIn, 'AWS::Cognito::UserPoolGroup', ['GroupName', 'UserPoolId'])).toEqual([
    ['UsersAgents48E6E1A6', { GroupName: 'wks_main', UserPoolId }],
    ['UsersAdmins783EFA2A', { GroupName: 'wks_main.admin', UserPoolId }],
  ])
  expect(identities(signIn, 'AWS::Cognito::UserPoolResourceServer', ['Identifier', 'UserPoolId'])).toEqual([
    ['UsersApiE362F846', { Identifier: 'wks_main', UserPoolId }],
  ])
  expect(identities(signIn, 'AWS::Cognito::UserPoolClient', ['GenerateSecret', 'UserPoolId'])).toEqual([
    ['UsersMachine90E7C709', { GenerateSecret: true, UserPoolId }],
  ])
})

test('what is kept outlives its stack and every replacement', () => {
  const kept = [...Object.values(data.toJSON().Resources), ...Object.values(signIn.toJSON().Resources)]
  const ofData = kept.filter((resource) => !/Policy$|Metadata$/.test((resource as { Type: string }).Type))
  expect(ofData.length).toBeGreaterThan(7)
  for (const resource of ofData)
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
})

test('other settings change nothing of what is kept', () => {
  const settings = { alarmEmail: 'ops@acme.example', signInUrls: ['https://inbox.acme.example/'] }
  const other = createApp({ settings })
  expect(templateOf(other, 'Data').toJSON()).toEqual(data.toJSON())
  expect(templateOf(other, 'SignIn').toJSON()).toEqual(signIn.toJSON())
})

test('the stacks of a stage that lasts cannot be taken away by mistake', () => {
  const isProtected = (stage?: string) =>
    stacksOf(createApp({ stage })).map((stack) => [stack.node.id, stack.terminationProtection])
  expect(new Set(isProtected().map(([, on]) => on))).toEqual(new Set([true]))
  expect(new Set(isProtected('dev').map(([, on]) => on))).toEqual(new Set([false]))
})

test('nothing has a name of its own that a stack could not take again after it was deleted', () => {
  const named = stacksOf(app)
    .flatMap(({ node }) => Object.values(templateOf(app, node.id).toJSON().Resources))
    .filter((resource) => (resource as { Type: string }).Type === 'AWS::StepFunctions::StateMachine')
    .map((resource) => JSON.stringify((resource as { Properties: object }).Properties))
  expect(named).toHaveLength(1)
  expect(named[0]).toContain('AWS::StackId')
})
